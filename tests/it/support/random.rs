//! Random worlds, as the pieces of their text, so that they can be shuffled and changed before they are put together.

use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64;

/// A world in pieces.
#[derive(Clone, Debug)]
pub struct Pieces {
    pub sites: Vec<String>,
    pub services: Vec<String>,
    pub actions: Vec<String>,
}

/// What a random world may hold.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Each site holds one service, nothing stands by, no site spreads.
    pub plain: bool,
}

struct Dice(Pcg64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        (self.0.next_u64() % n as u64) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn time(&mut self) -> String {
        format!("2024-03-0{} {:02}:{:02}", 4 + self.below(2), self.below(24), self.below(60))
    }
}

impl Pieces {
    /// The world of a seed: up to 4 sites and 9 services, circles of needs, retries, every action.
    pub fn new(seed: u64, kind: Kind) -> Self {
        let dice = &mut Dice(Pcg64::seed_from_u64(seed));
        let services = 2 + dice.below(8);
        let sites = if kind.plain { services } else { 1 + dice.below(4) };
        let all: Vec<String> = (0..services).map(|service| format!("\"s{service}\"")).collect();
        Self {
            sites: (0..sites).map(|site| site_text(dice, site, sites, &all, kind)).collect(),
            services: (0..services).map(|service| service_text(dice, service, services, sites, kind)).collect(),
            actions: (0..1 + dice.below(6)).map(|_| action_text(dice, sites, services)).collect(),
        }
    }

    /// The text of the world with one plan, "Plan".
    pub fn text(&self) -> String {
        format!(
            r#"(firedrill: 1, title: "Random", zone: "UTC", start: "2024-03-04 00:00", length: "3d", population: 1000000,
                hazards: {{
                    "fire": (name: "Fire", kind: Fire, spread: [("5m", 0.3), ("31m", 1.0)], out: "2h 30m", repair: [("50m", 0.61), ("4h", 0.1), ("9h", 0.0)]),
                    "half": (name: "Half", kind: Power, spread: [("0s", 0.477)], out: "6h", repair: [("1h", 0.2)]),
                }},
                sites: {{ {} }},
                services: {{ {} }},
                plans: [(name: "Plan", actions: [{}])])"#,
            self.sites.join(", "),
            self.services.join(", "),
            self.actions.join(", ")
        )
    }
}

fn site_text(dice: &mut Dice, site: usize, sites: usize, services: &[String], kind: Kind) -> String {
    let spreads = if kind.plain || dice.chance(60) {
        String::new()
    } else {
        format!(", spreads: [(to: \"x{}\", after: \"{}m\")]", dice.below(sites), 10 + dice.below(100))
    };
    let hazard = if dice.chance(50) { "fire" } else { "half" };
    let mut order = services.to_vec();
    for place in (1..order.len()).rev() {
        order.swap(place, dice.below(place + 1));
    }
    format!(
        "\"x{site}\": (name: \"Site {site}\", at: (50.{site}, 8.0), hazard: \"{hazard}\"{spreads}, restore: [{}])",
        order.join(", ")
    )
}

fn service_text(dice: &mut Dice, service: usize, services: usize, sites: usize, kind: Kind) -> String {
    let mut fields = vec![format!("name: \"Service {service}\", users: {}", dice.below(1_000_000))];
    let mut servers = 0;
    let mut on = Vec::new();
    for site in 0..sites {
        if if kind.plain { site == service } else { dice.chance(60) } {
            let here = 1 + dice.below(500);
            servers += here;
            on.push(format!("\"x{site}\": {here}"));
        }
    }
    fields.push(format!("on: {{ {} }}, load: {}", on.join(", "), servers * (50 + dice.below(51)) / 100));
    if dice.chance(50) {
        fields.push(format!("retry: {}", [0.5, 1.0, 2.0, 3.0][dice.below(4)]));
    }
    if dice.chance(30) {
        fields.push(format!("restart: \"{}m\"", 1 + dice.below(60)));
    }
    if dice.chance(40) {
        let day: Vec<String> = (0..24).map(|_| format!("0.{:03}", 200 + dice.below(800))).collect();
        fields.push(format!("day: [{}]", day.join(", ")));
    }
    if !kind.plain && dice.chance(40) {
        let needs = if dice.chance(50) { format!(", needs: \"s{}\"", dice.below(services)) } else { String::new() };
        let auto = if dice.chance(70) { format!("auto: \"{}m\", ", 1 + dice.below(90)) } else { String::new() };
        fields.push(format!("standby: {{ \"x{}\": {} }}", dice.below(sites), 1 + dice.below(400)));
        fields.push(format!("switch: ({auto}by_hand: \"{}m\"{needs})", 1 + dice.below(90)));
    }
    let mut needs = Vec::new();
    for other in (0..services).filter(|other| *other != service) {
        if dice.chance(20) {
            let weight = if dice.chance(60) { 1.0 } else { (1 + dice.below(999)) as f64 / 1000.0 };
            let grace = if dice.chance(50) { format!(", grace: \"{}m\"", dice.below(90)) } else { String::new() };
            needs.push(format!("\"s{other}\": (weight: {weight}{grace})"));
        }
    }
    fields.push(format!("needs: {{ {} }}", needs.join(", ")));
    format!("\"s{service}\": ({})", fields.join(", "))
}

fn action_text(dice: &mut Dice, sites: usize, services: usize) -> String {
    let (site, service, minutes) = (dice.below(sites), dice.below(services), 5 + dice.below(200));
    let act = match dice.below(10) {
        0..=4 => format!("Strike(site: \"x{site}\")"),
        5 => format!("StrikeArea(at: (50.0, 8.0), radius_km: {}.0)", 5 + dice.below(40)),
        6 => format!("Extinguish(site: \"x{site}\")"),
        7 => format!("FailOver(service: \"s{service}\")"),
        8 => format!("BlackStart(service: \"s{service}\", for: \"{minutes}m\")"),
        _ => format!("ShedLoad(service: \"s{service}\", for: \"{minutes}m\")"),
    };
    format!("(at: \"{}\", do: {act})", dice.time())
}
