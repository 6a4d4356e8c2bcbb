//! Joins the shards of an ensemble. The result is exactly the ensemble that one machine would have made.

use super::{Ensemble, Filed};

/// The reason why shards cannot be joined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum JoinError {
    #[error("{shard} and {first} are not shards of the same ensemble: {shard} has {what}")]
    Other { shard: String, first: String, what: String },
    #[error("{shard} and {other} are both shard {number} of {of}: leave one out")]
    Twice { shard: String, other: String, number: u32, of: u32 },
    #[error("some of the {of} shards are missing: {numbers}")]
    Missing { of: u32, numbers: String },
}

/// The largest number of missing shards that the message lists by number. The message gives only the count of the others.
const MOST_NUMBERS: usize = 20;

/// Joins all shards of a draw, in any order, into one ensemble. The string of each shard is the name by which error messages refer to it.
///
/// # Errors
/// All problems at once: one error for each shard that belongs to another ensemble than the first shard, one for each of the others that
/// appears twice, and one that lists all missing shards.
///
/// # Panics
/// If the list of shards is empty.
pub fn join(mut shards: Vec<(String, Filed)>) -> Result<Filed, Vec<JoinError>> {
    let mut wrong = Vec::new();
    let others = shards.split_off(1);
    for shard in others {
        match foreign(&shards[0], &shard) {
            Some(error) => wrong.push(error),
            None => shards.push(shard),
        }
    }
    shards.sort_by_key(|(_, filed)| filed.ensemble.draw.shard());
    let of = shards[0].1.ensemble.draw.shard().of;
    let number = |shard: &(String, Filed)| shard.1.ensemble.draw.shard().number;
    wrong.extend(shards.windows(2).filter(|pair| number(&pair[0]) == number(&pair[1])).map(|pair| JoinError::Twice {
        shard: pair[0].0.clone(),
        other: pair[1].0.clone(),
        number: number(&pair[0]),
        of,
    }));
    let is_there = |wanted: &u32| shards.binary_search_by_key(wanted, &number).is_ok();
    let mut missing = (1..=of).filter(|wanted| !is_there(wanted));
    let numbers: Vec<String> = missing.by_ref().take(MOST_NUMBERS).map(|number| number.to_string()).collect();
    if !numbers.is_empty() {
        let more = match missing.count() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        wrong.push(JoinError::Missing { of, numbers: numbers.join(", ") + &more });
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut shards = shards.into_iter().map(|(_, filed)| filed);
    let first = shards.next().expect("there is a shard");
    let whole = Ensemble { draw: first.ensemble.draw.whole(), ..first.ensemble };
    let ensemble = shards.fold(whole, |mut all, filed| {
        all.runs.extend(filed.ensemble.runs);
        all.counts = all.counts.with(&filed.ensemble.counts);
        all
    });
    Ok(Filed { about: first.about, ensemble })
}

/// The error if a shard does not belong to the same ensemble as the first shard.
fn foreign(first: &(String, Filed), shard: &(String, Filed)) -> Option<JoinError> {
    let ((first_name, first), (name, filed)) = (first, shard);
    let (own, its) = (&first.about, &filed.about);
    let (draw, other) = (first.ensemble.draw, filed.ensemble.draw);
    let plan = |plan: &Option<String>| plan.as_ref().map_or_else(|| "no plan".to_owned(), |plan| format!("\"{plan}\""));
    let what = if own.scenario != its.scenario {
        format!("another scenario, \"{}\" instead of \"{}\"", its.scenario, own.scenario)
    } else if own.digest != its.digest {
        format!("another version of \"{}\": the file was changed between the runs", its.scenario)
    } else if own.plan != its.plan {
        format!("another plan, {} instead of {}", plan(&its.plan), plan(&own.plan))
    } else if own.made_by != its.made_by {
        format!("another version of the program, {} instead of {}", its.made_by, own.made_by)
    } else if draw.first_seed() != other.first_seed() {
        format!("other seeds, which begin with {} instead of {}", other.first_seed(), draw.first_seed())
    } else if draw.runs() != other.runs() {
        format!("another number of runs, {} instead of {}", other.runs(), draw.runs())
    } else if draw.shard().of != other.shard().of {
        format!("another number of shards, {} instead of {}", other.shard().of, draw.shard().of)
    } else if !first.ensemble.is_like(&filed.ensemble) {
        "other services or times".to_owned()
    } else {
        return None;
    };
    Some(JoinError::Other { shard: name.clone(), first: first_name.clone(), what })
}
