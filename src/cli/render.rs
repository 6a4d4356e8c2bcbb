//! `firedrill render`: draws a picture of the dashboard at a time of the run.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use super::input::Chosen;
use super::output::write_line;
use super::{Failure, input, when};
use crate::app::{FontsUsed, Part, Screenshot, letter_warnings};
use crate::file::{self, Links, Shipped};
use crate::session::{Origin, PlanCommand, PlaybackCommand, Refusal, Session};
use crate::text::Language;

/// The picture to draw.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    chosen: Chosen,
    /// The time: "16:52", "2022-10-15 16:52", or "+1h 30m" after the first strike
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: String,
    /// Width and height of the window in points; with scale 1 a point is a pixel
    #[arg(long, value_name = "WxH", default_value = "1440x900", value_parser = size)]
    size: [u16; 2],
    /// Pixels per point: with 2 the picture has twice the resolution
    #[arg(long, value_name = "X", default_value = "1", value_parser = scale)]
    scale: f32,
    /// Which part of the dashboard to draw
    #[arg(long, value_enum, default_value_t)]
    panel: Part,
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
    /// The PNG file to write
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
    let screenshot = screenshot(args)?;
    let session = session(args)?;
    let at = when::short(&session.world().clock, session.now());
    let mut png = Vec::new();
    screenshot.picture(session).write_png(&mut png)?;
    file::save_bytes(&png, &args.output, Links::Keep).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let [width, height] = screenshot.pixels();
    Ok(write_line!(out, "{}: {at}, {width} x {height} pixels", args.output.display())?)
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
    let is_png = args.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
    if !is_png {
        return said(format!("\"{}\" does not end in .png, and the picture is a PNG file", args.output.display()));
    }
    Ok(screenshot)
}

/// A session with the plan, seed and language of the command line, and with the playhead at the given time.
fn session(args: &Args) -> Result<Session, Failure> {
    let loaded = input::load_with(&args.chosen.file, |text| letter_warnings(text, args.fonts()))?;
    loaded.tell_warnings();
    let scenario = Arc::clone(&loaded.scenario);
    let plan = input::plan(&scenario, args.chosen.plan.as_deref())?;
    let place = plan.and_then(|plan| scenario.plans.iter().position(|there| std::ptr::eq(there, plan)));
    let origin = match Shipped::meant_by(&args.chosen.file) {
        Some(shipped) => Origin::Shipped(shipped.name),
        None => Origin::File(PathBuf::from(input::name(&args.chosen.file))),
    };
    let mut session = Session::new(Arc::clone(&scenario), origin).map_err(|error| loaded.failure(&error))?;
    for command in [PlanCommand::ChoosePlan(place.unwrap_or(0)), PlanCommand::SetSeed(args.chosen.seed)] {
        match session.apply(command).refused {
            None => {}
            Some(Refusal::Run(error)) => return Err(loaded.failure(&error)),
            Some(refusal) => return Err(Failure::Said(refusal.to_string())),
        }
    }
    let at = when::typed(&args.at, session.world(), session.plan())?;
    session.apply(PlaybackCommand::Seek(at));
    Ok(session)
}
