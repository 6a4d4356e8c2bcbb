//! `firedrill render`: draws a picture of the dashboard at a time of the run.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use super::input::Chosen;
use super::output::write_line;
use super::{Failure, input, when};
use crate::app::{FontsUsed, Screenshot, letter_warnings};
use crate::file::{self, Links, Shipped};
use crate::model::Scenario;
use crate::recording::Subject;
use crate::session::{Origin, Part, PictureFormat, PlanCommand, PlaybackCommand, Refusal, SelectCommand, Session};
use crate::text::{Language, composed, is_same_name};

/// The picture to draw.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    chosen: Chosen,
    /// The time: "16:52", "2022-10-15 16:52", or "+1h 30m" after the first strike [default: of a picture, the time that it shows]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// Width and height of the window in points; with scale 1 a point is a pixel
    #[arg(long, value_name = "WxH", default_value = "1440x900", value_parser = size)]
    size: [u16; 2],
    /// Pixels per point: with 2 the picture has twice the resolution
    #[arg(long, value_name = "X", default_value = "1", value_parser = scale)]
    scale: f32,
    /// Which part of the dashboard to draw
    #[arg(long, value_enum, default_value_t)]
    panel: Part,
    /// The service, site or company that is selected, by id or name
    #[arg(long, value_name = "NAME")]
    select: Option<String>,
    /// Draw in the light colours of "Day", for a bright room
    #[arg(long)]
    day: bool,
    /// The language of the picture: en or ko; texts of the scenario that are not translated stay as they are
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = language)]
    language: Language,
    /// Draw letters that the bundled fonts do not have, such as Chinese characters, with fonts of this computer; the picture then depends
    /// on the computer. Without this they are boxes, and the picture is the same everywhere
    #[arg(long)]
    computer_fonts: bool,
    /// The file to write: a name that ends in .png, for pixels and with the scenario in the file, or in .svg
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

impl Args {
    const fn fonts(&self) -> FontsUsed {
        if self.computer_fonts { FontsUsed::OfComputer } else { FontsUsed::Bundled }
    }
}

/// The greatest width and height of the window that is drawn, in points.
const MOST: u16 = 8192;
/// The greatest width and height of the picture, in pixels.
const MOST_PIXELS: u32 = 8192;

fn size(typed: &str) -> Result<[u16; 2], String> {
    let help = format!("width and height are whole numbers of points up to {MOST}, such as 1440x900");
    let (width, height) = typed.split_once(['x', 'X', '\u{d7}']).ok_or(help.as_str())?;
    let side = |typed: &str| typed.trim().parse().ok().filter(|side| (1..=MOST).contains(side));
    side(width).zip(side(height)).map(<[u16; 2]>::from).ok_or(help)
}

fn scale(typed: &str) -> Result<f32, String> {
    let scale = typed.parse().ok().filter(|scale| (0.5..=8.0).contains(scale));
    scale.ok_or_else(|| "the scale is a number of pixels per point from 0.5 to 8, such as 1.5".to_owned())
}

pub(super) fn language(typed: &str) -> Result<Language, String> {
    let spoken = || Language::ALL.map(|language| format!("{} ({})", language.tag(), language.name())).join(" and ");
    let language = Language::ALL.into_iter().find(|language| language.tag() == typed);
    language.ok_or_else(|| format!("there is no such language; the window has {}", spoken()))
}

pub(super) fn render(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let (screenshot, format) = (screenshot(args)?, format(args)?);
    let session = session(args)?;
    let at = when::short(&session.world().clock, session.now());
    let (bytes, [width, height], unit) = match format {
        PictureFormat::Png => (screenshot.png_of(session), screenshot.pixels(), "pixels"),
        PictureFormat::Svg => (screenshot.svg(session).into_bytes(), screenshot.size.map(u32::from), "points"),
    };
    file::save_bytes(&bytes, &args.output, Links::Keep).map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(write_line!(out, "{}: {at}, {width} x {height} {unit}", args.output.display())?)
}

/// The size, scale, colours and panel of the picture.
///
/// # Errors
/// Fails if there can be no such picture. The message explains what to write instead.
fn screenshot(args: &Args) -> Result<Screenshot, Failure> {
    let said = |text: String| Err(Failure::Usage(text));
    let screenshot = Screenshot {
        size: args.size,
        scale: args.scale,
        part: args.panel,
        night: !args.day,
        language: args.language,
        fonts: args.fonts(),
    };
    let ([width, height], [least_width, least_height]) = (args.size, args.panel.least());
    if width < least_width || height < least_height {
        let help = if screenshot.part == Part::All { ", or draw a part of it with --panel" } else { "" };
        return said(format!(
            "the picture does not fit into {width}x{height} points: it needs at least {least_width}x{least_height}. Make it larger{help}"
        ));
    }
    let [across, down] = screenshot.pixels();
    if across.max(down) > MOST_PIXELS {
        return said(format!(
            "a picture of {across} x {down} pixels is too large: at most {MOST_PIXELS} pixels a side. Use a smaller --size or --scale"
        ));
    }
    Ok(screenshot)
}

/// The kind of the picture's file, by its name.
fn format(args: &Args) -> Result<PictureFormat, Failure> {
    let is = |format: &PictureFormat| {
        args.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(format.ending()))
    };
    let format = [PictureFormat::Png, PictureFormat::Svg].into_iter().find(is);
    let output = args.output.display();
    format.ok_or_else(|| {
        Failure::Usage(format!(
            "\"{output}\" does not end in .png or .svg, and the picture is a file of one of these kinds"
        ))
    })
}

/// The service, site or company with this id or name.
fn subject(scenario: &Scenario, asked: &str) -> Result<Subject, Failure> {
    let typed = composed(asked);
    let site = scenario.sites.iter().find(|(_, row)| row.key == typed || is_same_name(&row.name, &typed));
    let company = scenario.companies.iter().find(|(_, row)| row.key == typed || is_same_name(&row.name, &typed));
    let service = input::service(scenario, asked);
    match (service, site, company) {
        (Ok(service), ..) => Ok(Subject::Service(service)),
        (Err(_), Some((site, _)), _) => Ok(Subject::Site(site)),
        (Err(_), None, Some((company, _))) => Ok(Subject::Company(company)),
        (Err(error), None, None) => Err(error),
    }
}

/// A session with the plan, seed and language of the command line, and with the playhead at the given time.
fn session(args: &Args) -> Result<Session, Failure> {
    let loaded = input::load_with(&args.chosen.file, |text| letter_warnings(text, args.fonts()))?;
    loaded.tell_warnings();
    let scenario = Arc::clone(&loaded.scenario);
    let plan = input::plan(&scenario, args.chosen.plan_of(&loaded))?;
    let place = plan.and_then(|plan| scenario.plans.iter().position(|there| std::ptr::eq(there, plan)));
    let origin = match Shipped::meant_by(&args.chosen.file) {
        Some(shipped) => Origin::Shipped(shipped.name),
        None => Origin::File(PathBuf::from(input::name(&args.chosen.file))),
    };
    // The picture carries the scenario as its author wrote it.
    let (authored, checked) = loaded.document().map_err(|report| Failure::Said(report.to_string()))?;
    let mut session = Session::open(authored, checked, origin).map_err(|error| loaded.failure(&error))?;
    for command in [PlanCommand::ChoosePlan(place.unwrap_or(0)), PlanCommand::SetSeed(args.chosen.seed_of(&loaded))] {
        match session.apply(command).refused {
            None => {}
            Some(Refusal::Run(error)) => return Err(loaded.failure(&error)),
            Some(refusal) => return Err(Failure::Said(refusal.to_string())),
        }
    }
    let at = match (&args.at, &loaded.view) {
        (Some(typed), _) => when::typed(typed, session.world(), session.plan())?,
        (None, Some(view)) => view.at,
        (None, None) => return Err(Failure::Usage("say with --at which time the picture shows".to_owned())),
    };
    session.apply(PlaybackCommand::Seek(at));
    if let Some(asked) = &args.select {
        let subject = subject(session.world(), asked)?;
        session.apply(SelectCommand::Select(Some(subject)));
    }
    Ok(session)
}
