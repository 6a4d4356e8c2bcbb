//! The fields of headlines, history, chapters, plans and expectations.

use super::kinds::{Field, Kind, Row, Unit};
use crate::model::limits::{MOST_RUNS, RUNS_SHARE};

/// The fields of headlines, history, chapters, plans and expectations.
pub const PLANS: &[Row] = &[
    Row {
        name: "News",
        fields: &[
            Field::new("when", Kind::Variant("Trigger"), "field-news-when").required(),
            Field::new("title", Kind::Text, "field-news-title").required(),
            Field::new("text", Kind::Text, "field-news-text").or("\"\""),
            Field::new("source", Kind::Reference("sources"), "field-news-source"),
        ],
    },
    Row {
        name: "History",
        fields: &[
            Field::new("since", Kind::Moment, "field-history-since"),
            Field::new("at", Kind::Moment, "field-history-at"),
            Field::new("what", Kind::Variant("Observed"), "field-history-what").required(),
            Field::new("source", Kind::Reference("sources"), "field-history-source"),
        ],
    },
    Row {
        name: "Chapter",
        fields: &[
            Field::new("at", Kind::Moment, "field-chapter-at").required(),
            Field::new("title", Kind::Text, "field-chapter-title").required(),
            Field::new("text", Kind::Text, "field-chapter-text").or("\"\""),
            Field::new("notes", Kind::Text, "field-chapter-notes").or("\"\"").since_two(),
            Field::new("look", Kind::Variant("Look"), "field-chapter-look").or("All"),
        ],
    },
    Row {
        name: "Plan",
        fields: &[
            Field::new("name", Kind::Text, "field-plan-name").required(),
            Field::new("about", Kind::Text, "field-plan-about").or("\"\""),
            Field::new("zero", Kind::Moment, "field-plan-zero").since_two(),
            Field::new("measures", Kind::List(&Kind::Variant("Measure")), "field-plan-measures").or("[]"),
            Field::new("actions", Kind::List(&Kind::Row("Action")), "field-plan-actions").or("[]"),
            Field::new("fork", Kind::Row("Fork"), "field-plan-fork"),
        ],
    },
    Row {
        name: "Fork",
        fields: &[
            Field::new("from", Kind::Plan, "field-fork-from").required(),
            Field::new("at", Kind::Moment, "field-fork-at").required(),
        ],
    },
    Row {
        name: "Action",
        fields: &[
            Field::new("at", Kind::When, "field-action-at").required(),
            Field::new("do", Kind::Variant("Act"), "field-action-do").required(),
        ],
    },
    Row {
        name: "Expectation",
        fields: &[
            Field::new("plan", Kind::Plan, "field-expectation-plan").required(),
            Field::new("seed", Kind::Whole { least: 0, most: u64::MAX }, "field-expectation-seed").or("0"),
            Field::new("seeds", Kind::Row("Seeds"), "field-expectation-seeds"),
            Field::new("that", Kind::Variant("That"), "field-expectation-that").required(),
        ],
    },
    Row {
        name: "Seeds",
        fields: &[
            Field::new("first", Kind::Whole { least: 0, most: u64::MAX - MOST_RUNS }, "field-seeds-first").or("1"),
            Field::new("runs", Kind::Whole { least: 1, most: MOST_RUNS }, "field-seeds-runs")
                .required()
                .in_unit(Unit::Runs),
            Field::new("share", Kind::Permille(RUNS_SHARE), "field-seeds-share").or("1.0"),
        ],
    },
];
