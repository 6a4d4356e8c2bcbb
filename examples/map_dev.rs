#![allow(warnings, clippy::all)]
use firedrill::{model, recording, session, ui as fui, units};
#[path = "../src/ui/map/tests/worlds.rs"]
mod worlds;
use fui::{
    Look,
    map::{MapView, map_ui},
    text::Texts,
    theme::Theme,
};
use session::{Command, Session};
struct App {
    session: Session,
    view: MapView,
    texts: Texts,
    theme: Theme,
    commands: Vec<Command>,
    frames: u32,
    ns: u128,
    worst: u128,
}
impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _f: &mut eframe::Frame) {
        let night = self.theme.night;
        if ui.input(|i| i.key_pressed(egui::Key::N)) {
            self.theme = if night { Theme::day() } else { Theme::night() };
        }
        if ui.input(|i| i.key_pressed(egui::Key::Space)) {
            self.commands.push(Command::TogglePlay);
        }
        for (k, d) in [
            (egui::Key::F1, 0),
            (egui::Key::F2, 1200),
            (egui::Key::F3, 1740),
            (egui::Key::F4, 7200),
            (egui::Key::F5, 40_000),
            (egui::Key::F6, 90_000),
        ] {
            if ui.input(|i| i.key_pressed(k)) {
                self.commands.push(Command::Seek(units::SimTime(d)));
            }
        }
        if ui.input(|i| i.key_pressed(egui::Key::P)) {
            let n = 1 - self.session.chosen();
            self.commands.push(Command::ChoosePlan(n));
        }
        if let Some(l) = self.session.take_look_at() {
            self.view.look_at(&l, self.session.world());
        }
        let t = std::time::Instant::now();
        let look = Look::new(&self.session, &self.texts, &self.theme);
        let side = std::env::var("SIDE").map(|s| s.parse::<f32>().unwrap()).unwrap_or(248.0);
        egui::Panel::left("l").exact_size(side).show(ui, |ui| {
            ui.label(format!("{:?}", self.session.now()));
        });
        egui::Panel::right("r").exact_size(side + 64.0).show(ui, |ui| {
            ui.label(format!("{:?}", self.session.selection()));
        });
        egui::Panel::top("t").exact_size(62.0).show(ui, |ui| {});
        egui::Panel::bottom("b")
            .exact_size(std::env::var("LOW").map(|s| s.parse::<f32>().unwrap()).unwrap_or(364.0))
            .show(ui, |ui| {});
        egui::CentralPanel::default()
            .frame(egui::Frame::NONE)
            .show(ui, |ui| map_ui(ui, &look, &mut self.view, &mut self.commands));
        let ns = t.elapsed().as_nanos();
        self.ns += ns;
        self.worst = self.worst.max(ns);
        self.frames += 1;
        if self.frames % 60 == 0 {
            eprintln!("{} us mean, {} us worst", self.ns / 60 / 1000, self.worst / 1000);
            self.ns = 0;
            self.worst = 0;
        }
        for c in self.commands.drain(..) {
            if !matches!(c, Command::Hover(_)) {
                eprintln!("{c:?}");
            }
            self.session.apply(c);
        }
        let dt = ui.input(|i| i.stable_dt) as f64;
        if self.session.end_frame(dt) {
            ui.ctx().request_repaint();
        }
    }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let session = match args.iter().find(|a| a.ends_with(".ron")) {
        Some(path) => {
            let w = firedrill::file::load(&std::fs::read(path).unwrap());
            let w = match w {
                Ok(w) => w,
                Err(e) => panic!("{}", e.render("x", "y")),
            };
            Session::new(std::sync::Arc::new(w), session::Origin::Shipped("x")).unwrap()
        }
        None => worlds::seoul(),
    };
    let day = args.iter().any(|a| a == "day");
    eframe::run_native(
        "map dev",
        eframe::NativeOptions {
            viewport: egui::ViewportBuilder::default().with_inner_size([1440.0, 900.0]),
            ..Default::default()
        },
        Box::new(move |cc| {
            let mut fonts = egui::FontDefinitions::empty();
            fonts.font_data.insert(
                "r".into(),
                std::sync::Arc::new(egui::FontData::from_static(include_bytes!(
                    "../assets/fonts/FiredrillSans-Regular.otf"
                ))),
            );
            fonts.font_data.insert(
                "s".into(),
                std::sync::Arc::new(egui::FontData::from_static(include_bytes!(
                    "../assets/fonts/FiredrillSans-SemiBold.otf"
                ))),
            );
            fonts.families.insert(egui::FontFamily::Proportional, vec!["r".into()]);
            fonts.families.insert(egui::FontFamily::Monospace, vec!["r".into()]);
            fonts.families.insert(egui::FontFamily::Name("semibold".into()), vec!["s".into()]);
            cc.egui_ctx.set_fonts(fonts);
            Ok(Box::new(App {
                session,
                view: MapView::default(),
                texts: Texts::english(),
                theme: if day { Theme::day() } else { Theme::night() },
                commands: vec![],
                frames: 0,
                ns: 0,
                worst: 0,
            }))
        }),
    )
    .unwrap();
}
