//! The caption of a presentation: the current chapter of the story. If there is none, the last headline, or the state of everything with the last
//! important event.

use egui::text::LayoutJob;
use egui::{FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2};

use super::director::Director;
use super::situation::situation;
use crate::recording::{EventId, EventKind};
use crate::study::words;
use crate::ui::ViewContext;
use crate::ui::chain::last_event;
use crate::ui::style::semibold;
use crate::ui::theme::{TEXT_BODY, TEXT_LARGE, TEXT_SMALL, TEXT_TITLE};
use crate::ui::time_axis::dates;
use crate::units::SimTime;

/// The font sizes of the title and of the text that are tried, the largest first, in points.
const PAIRS: [[f32; 2]; 3] = [[TEXT_LARGE, TEXT_TITLE], [TEXT_TITLE, TEXT_BODY], [TEXT_BODY, TEXT_SMALL]];
/// The space between the lines of a caption, in points.
const GAP: f32 = 7.0;

/// The texts of a caption.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Caption {
    /// The small line above the title: the number of the chapter, when the event happened, or the name of the plan.
    pub over: String,
    pub title: String,
    pub text: String,
}

/// The caption at the playhead.
pub(super) fn caption(context: &ViewContext<'_>, director: &Director) -> Caption {
    let chapter = context.chapter();
    let since = chapter.map(|index| context.world.story[index].at);
    let headline = last_headline(context);
    let latest = [headline, director.lead(context.now)].into_iter().flatten().max_by_key(|(at, _)| *at);
    match (chapter, latest) {
        (Some(index), latest) if holds(context, index) || latest.is_none_or(|(at, _)| Some(at) <= since) => Caption {
            over: chapter_over(context, index),
            title: context.localized.chapter_title(index).to_owned(),
            text: context.localized.chapter_text(index).to_owned(),
        },
        (_, Some((at, event))) => event_caption(context, at, event),
        (_, None) => {
            let over = context.plan_name(&context.session.plan().name).to_owned();
            Caption { over, title: context.localized.title().to_owned(), text: context.localized.about().to_owned() }
        }
    }
}

/// The line above the title of a chapter: its number, and the time or the plan of which its text is true, if others are shown.
fn chapter_over(context: &ViewContext<'_>, index: usize) -> String {
    let (place, count) = ((index + 1).to_string(), context.world.story.len().to_string());
    let (place, count) = (("place", place.as_str()), ("count", count.as_str()));
    let at = context.world.story[index].at;
    if let Some(plan) = context.session.other_story_plan(context.texts) {
        context.texts.with("present-chapter-of-plan", &[place, count, ("plan", plan)])
    } else if at == context.now {
        context.texts.with("present-chapter", &[place, count])
    } else {
        context.texts.with("present-chapter-then", &[place, count, ("at", &dates::moment(context, at))])
    }
}

/// The caption while `event` is the last important one. One service that changes is not the state of everything, so the title says that and the
/// text below it the event. A headline stands as it was printed.
fn event_caption(context: &ViewContext<'_>, at: SimTime, event: EventId) -> Caption {
    let (over, words) = (
        dates::moment(context, at),
        words::event_on(&context.clock, context.run, event, context.localized, context.texts),
    );
    let is_headline = matches!(context.recording.event(event).kind, EventKind::Headline(_));
    match situation(context, event).filter(|_| !is_headline) {
        Some(title) => Caption {
            title,
            text: context.texts.with("present-latest", &[("at", &over), ("event", &words)]),
            over: context.plan_name(&context.session.plan().name).to_owned(),
        },
        None => Caption { over, title: words, text: text_of(context, event) },
    }
}

/// Whether a chapter has priority over events that happen after it. It has priority during the first half of the time until the next
/// chapter, or until the end of the run.
fn holds(context: &ViewContext<'_>, index: usize) -> bool {
    let story = &context.world.story;
    let at = story[index].at;
    let next = story.iter().map(|chapter| chapter.at).filter(|next| *next > at).min();
    let next = next.unwrap_or(SimTime(context.recording.length.0));
    context.now.0 - at.0 <= (next.0 - at.0) / 2
}

fn last_headline(context: &ViewContext<'_>) -> Option<(SimTime, EventId)> {
    let last = last_event(context.recording, context.now, |kind| matches!(kind, EventKind::Headline(_)))?;
    Some((context.recording.event(last).at, last))
}

/// The text below the title if the event is a headline; empty for other events.
fn text_of(context: &ViewContext<'_>, event: EventId) -> String {
    let EventKind::Headline(place) = context.recording.event(event).kind else { return String::new() };
    context.localized.news_text(place as usize).to_owned()
}

/// Draws a caption into a rectangle, in the largest of the font sizes at which the whole text fits. If the text does not fit even at
/// the smallest size, it is cut.
pub(super) fn caption_ui(ui: &Ui, context: &ViewContext<'_>, caption: &Caption, room: Rect) {
    let (theme, painter) = (context.theme, ui.painter());
    let over =
        crate::ui::style::elided(painter, &caption.over, FontId::proportional(TEXT_BODY), theme.quiet, room.width());
    let top = room.top() + over.size().y + GAP;
    let lay_out = |[title, text]: [f32; 2]| {
        let title = painter.layout(caption.title.clone(), semibold(title), theme.text, room.width());
        let mut job = LayoutJob::simple(caption.text.clone(), FontId::proportional(text), theme.text, room.width());
        job.sections.iter_mut().for_each(|section| section.format.line_height = Some((text * 1.42).round()));
        let height = room.bottom() - top - title.size().y - GAP;
        job.wrap.max_rows = ((height / (text * 1.42).round()).floor().max(1.0)) as usize;
        (title, painter.layout_job(job))
    };
    let is_whole = |galleys: &(std::sync::Arc<egui::Galley>, std::sync::Arc<egui::Galley>)| !galleys.1.elided;
    let mut choices = PAIRS.into_iter().map(lay_out);
    let (title, text) = choices.find(is_whole).unwrap_or_else(|| lay_out(PAIRS[2]));
    let (below, left) = (top + title.size().y + GAP, room.left());
    let title_size = title.size();
    painter.galley(room.min, over, theme.quiet);
    painter.galley(pos2(left, top), title, theme.text);
    painter.with_clip_rect(room.expand(4.0)).galley(pos2(left, below), text, theme.text);
    let rooms = [Rect::from_min_max(room.min, pos2(room.right(), top + title_size.y)), room.with_min_y(below)];
    for (part, words) in rooms.into_iter().zip([&caption.title, &caption.text]).filter(|(_, words)| !words.is_empty()) {
        let response = ui.interact(part, ui.scope_id().with(("caption", words)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Shipped;
    use crate::session::{Origin, PlanCommand, PlaybackCommand, SelectCommand, Session};
    use crate::ui::text::Texts;
    use crate::ui::theme::Theme;
    use std::sync::Arc;

    fn kakao() -> Session {
        let scenario = Shipped::named("kakao-2022").expect("it ships").scenario();
        Session::new(Arc::new(scenario), Origin::Shipped("kakao-2022")).expect("its plans fit")
    }

    fn title_at(session: &mut Session, secs: i64) -> String {
        session.apply(PlaybackCommand::Seek(SimTime(secs)));
        let (texts, theme) = (Texts::english(), Theme::night());
        let context = ViewContext::new(session, &texts, &theme);
        caption(&context, &Director::new(context.run, context.has_story())).title
    }

    #[test]
    fn it_tells_the_story_and_between_chapters_what_happened_last() {
        let mut session = kakao();
        assert_eq!(title_at(&mut session, 0), "Kakao, October 2022", "before anything happens, what it is about");
        session.apply(PlanCommand::ChoosePlan(1));
        let texts: Vec<String> = [900, 1_140, 1_700, 9_000, 27_000].map(|secs| title_at(&mut session, secs)).to_vec();
        insta::assert_snapshot!(texts.join("\n"), @r"
        A Saturday afternoon
        A spark
        The site switch is dark too
        Water, and so no power
        Both chief executives apologise
        ");
        let title = title_at(&mut session, 36_000);
        let down = session.recording().levels.at(SimTime(36_000)).down;
        assert!(title.starts_with(&format!("{down} of 56 services still down")), "not one that is Up: {title}");
    }

    #[test]
    fn in_another_plan_a_chapter_is_shown_only_after_somebody_chose_it() {
        let mut session = kakao();
        let other = session.plans().len() - 1;
        session.apply(PlanCommand::ChoosePlan(other));
        let story = session.scenario().story.clone();
        let at = story[2].at;
        assert_ne!(title_at(&mut session, at.0), story[2].title);
        session.apply(SelectCommand::Chapter(2));
        assert_eq!(title_at(&mut session, at.0), story[2].title);
        assert_ne!(title_at(&mut session, at.0 + 600), story[2].title);
    }

    #[test]
    fn the_line_above_a_chapter_says_its_time_or_its_plan_if_others_are_shown() {
        let mut session = kakao();
        session.apply(PlanCommand::ChoosePlan(1));
        let at = session.scenario().story[1].at;
        let over = |session: &mut Session, secs: i64| {
            session.apply(PlaybackCommand::Seek(SimTime(secs)));
            let (texts, theme) = (Texts::english(), Theme::night());
            chapter_over(&ViewContext::new(session, &texts, &theme), 1)
        };
        let count = session.scenario().story.len();
        assert_eq!(over(&mut session, at.0), format!("2 of {count}"));
        assert_eq!(over(&mut session, at.0 + 1), format!("2 of {count}, Sat 15 Oct 15:19"));
        session.apply(PlanCommand::ChoosePlan(session.plans().len() - 1));
        assert_eq!(over(&mut session, at.0), format!("2 of {count}, written for “As it happened”"));
    }
}
