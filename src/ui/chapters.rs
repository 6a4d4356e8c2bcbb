//! The text of a chapter of the story, with the time and the plan of which it is true, if others are shown.

use super::ViewContext;
use super::time_axis::dates;

/// The text of a chapter for a message that stays while the playhead moves.
#[must_use]
pub fn chapter_words(context: &ViewContext<'_>, index: usize) -> String {
    let at = context.world.story[index].at;
    let text = context.localized.chapter_text(index);
    let text = if at == context.now || text.is_empty() {
        text.to_owned()
    } else {
        context.texts.with("story-then", &[("at", &dates::moment(context, at)), ("text", text)])
    };
    with_plan(context, text)
}

/// The text of a chapter, and below it the plan for which it was written, if the chosen plan does something else.
#[must_use]
pub fn with_plan(context: &ViewContext<'_>, text: String) -> String {
    let Some(plan) = context.session.other_story_plan(context.texts) else { return text };
    let plan = context.texts.with("story-of-plan", &[("plan", plan)]);
    if text.is_empty() { plan } else { format!("{text}\n{plan}") }
}

/// Whether the playhead is in the part of the run that a chapter is about: from its time until that of the next one.
#[must_use]
pub fn is_within(context: &ViewContext<'_>, index: usize) -> bool {
    let story = &context.world.story;
    let Some(at) = story.get(index).map(|chapter| chapter.at) else { return false };
    let next = story.iter().map(|chapter| chapter.at).filter(|next| *next > at).min();
    context.now >= at && next.is_none_or(|next| context.now < next)
}
