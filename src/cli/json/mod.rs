//! Writes a run as one JSON object (MODEL.md, section 11), directly to the output and without a copy of the whole object in memory.

mod event;

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Failure;
use crate::model::{Id, Table};
use crate::recording::{CompanySummary, PriceMinute, RepairTrack, ServiceSummary, Steps};
use crate::study::Run;
use crate::units::SimTime;

/// Writes the run as JSON, and then a line end. `plan` is the name of its plan, if it has one.
pub(super) fn write(run: &Run, plan: Option<&str>, out: &mut impl Write) -> Result<(), Failure> {
    let (world, recording) = (&run.world, &run.recording);
    let out = &mut *out;
    out.write_all(b"{")?;
    field(out, "scenario", &world.title)?;
    field(out, ",plan", &plan)?;
    field(out, ",seed", &run.seed)?;
    field(out, ",start", &world.clock.at(SimTime::ZERO).to_rfc3339())?;
    field(out, ",length", &recording.length.0)?;
    let of_site = |id| Some((world.sites[id].key.as_str(), StepList(&recording.sites[id].dark)));
    field(out, ",sites", &ById(&world.sites, of_site))?;
    let of_service = |id| Some((world.services[id].key.as_str(), StepList(&recording.services[id].health)));
    field(out, ",services", &ById(&world.services, of_service))?;
    field(out, ",people", &StepList(&recording.people))?;
    let listed = world.companies.iter().filter(|(_, company)| company.listing.is_some());
    let prices = listed.map(|(id, company)| {
        let minutes = recording.prices[id].minutes().map(|minute| (minute.at, minute.price));
        (company.key.as_str(), minutes)
    });
    lines(out, ",prices", prices)?;
    let rivals = world.rivals.iter();
    let rivals = rivals.map(|(id, rival)| (rival.key.as_str(), recording.rival_points(id, rival.service)));
    lines(out, ",rivals", rivals)?;
    if recording.repairs.rows().iter().any(Option::is_some) {
        let of_company = |track: fn(&RepairTrack) -> &Steps<u64>| {
            move |id| {
                let steps = recording.repairs[id].as_ref().map(track)?;
                Some((world.companies[id].key.as_str(), StepList(steps)))
            }
        };
        field(out, ",working", &ById(&world.companies, of_company(|track| &track.working)))?;
        field(out, ",waiting", &ById(&world.companies, of_company(|track| &track.waiting)))?;
    }
    field(out, ",events", &event::Events(run))?;
    field(out, ",summary", &Summary(run))?;
    Ok(out.write_all(b"}\n")?)
}

/// Writes a value as JSON, and then a line end.
pub(super) fn write_value(value: &impl Serialize, out: &mut impl Write) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// Writes a field of the object. A comma before the name separates it from the field before.
fn field(out: &mut impl Write, name: &str, value: &impl Serialize) -> Result<(), Failure> {
    key(out, name)?;
    Ok(serde_json::to_writer(out, value).map_err(io::Error::from)?)
}

fn key(out: &mut impl Write, name: &str) -> io::Result<()> {
    let bare = name.trim_start_matches(',');
    write!(out, "{}\"{bare}\":", if bare == name { "" } else { "," })
}

/// Writes a field that is a map from ids to lines: lists of points of a time and a value. Ten years of prices are millions of points of which
/// most have the value of the one before, so they are not written one by one through `serde`.
fn lines<'a, P: Iterator<Item = (SimTime, f64)>>(
    out: &mut impl Write,
    name: &str,
    lines: impl Iterator<Item = (&'a str, P)>,
) -> Result<(), Failure> {
    key(out, name)?;
    let mut text = vec![b'{'];
    for (index, (id, points)) in lines.enumerate() {
        text.extend(if index == 0 { "\"" } else { ",\"" }.bytes());
        // An id consists of letters, digits and hyphens, so nothing of it must be escaped.
        text.extend(id.bytes().chain("\":[".bytes()));
        let mut last: Option<(u64, String)> = None;
        for (at, value) in points {
            text.extend(if last.is_none() { "[" } else { ",[" }.bytes());
            push_number(&mut text, at.0.unsigned_abs());
            text.push(b',');
            let known = last.take().filter(|(bits, _)| *bits == value.to_bits());
            let known = match known {
                Some(known) => known,
                None => (value.to_bits(), serde_json::to_string(&value).map_err(io::Error::from)?),
            };
            text.extend_from_slice(known.1.as_bytes());
            text.push(b']');
            last = Some(known);
            if text.len() >= CHUNK {
                out.write_all(&text)?;
                text.clear();
            }
        }
        text.push(b']');
    }
    text.push(b'}');
    Ok(out.write_all(&text)?)
}

/// How many bytes of lines are collected before they are written.
const CHUNK: usize = 1 << 16;

/// Appends a whole number in decimal digits.
fn push_number(text: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0_u8; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    text.extend_from_slice(&digits[first..]);
}

/// A JSON map from the ids in the file to values, with one entry for each row of a table. The function returns the id and the value of a
/// row, or `None` to leave the row out.
struct ById<'a, I, T, F>(&'a Table<I, T>, F);

impl<'a, I: Id, T, V: Serialize, F: Fn(I) -> Option<(&'a str, V)>> Serialize for ById<'a, I, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.0.ids().filter_map(&self.1) {
            map.serialize_entry(key, &value)?;
        }
        map.end()
    }
}

struct StepList<'a, T>(&'a Steps<T>);

impl<T: Serialize> Serialize for StepList<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        list(serializer, self.0.all().iter().map(|(at, value)| (at.0, value)))
    }
}

struct Prices<'a>(&'a [PriceMinute]);

impl Serialize for Prices<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        list(serializer, self.0.iter().map(|minute| (minute.at.0, minute.price)))
    }
}

fn list<S: Serializer, T: Serialize>(
    serializer: S,
    items: impl ExactSizeIterator<Item = T>,
) -> Result<S::Ok, S::Error> {
    let mut seq = serializer.serialize_seq(Some(items.len()))?;
    for item in items {
        seq.serialize_element(&item)?;
    }
    seq.end()
}

struct Summary<'a>(&'a Run);

impl Serialize for Summary<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (world, summary) = (&self.0.world, &self.0.recording.summary);
        let mut map = serializer.serialize_map(None)?;
        let of_service = |id| Some((world.services[id].key.as_str(), OfService(&summary.services[id])));
        map.serialize_entry("services", &ById(&world.services, of_service))?;
        let has_repairs = world.version >= 2;
        let of_company =
            |id| Some((world.companies[id].key.as_str(), OfCompany { summary: &summary.companies[id], has_repairs }));
        map.serialize_entry("companies", &ById(&world.companies, of_company))?;
        map.serialize_entry("peak_people", &summary.peak_people)?;
        map.serialize_entry("lost_user_hours", &summary.lost_user_hours)?;
        map.end()
    }
}

struct OfService<'a>(&'a ServiceSummary);

impl Serialize for OfService<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("first_out", &self.0.first_out.map(|at| at.0))?;
        map.serialize_entry("longest_out", &self.0.longest_out.0)?;
        map.serialize_entry("longest_down", &self.0.longest_down.0)?;
        map.serialize_entry("out_total", &self.0.out_total.0)?;
        map.serialize_entry("lost_user_hours", &self.0.lost_user_hours())?;
        map.serialize_entry("back", &self.0.back.map(|at| at.0))?;
        map.serialize_entry("rto_broken", &self.0.rto_broken)?;
        map.serialize_entry("rto_undecided", &self.0.rto_undecided)?;
        map.end()
    }
}

struct OfCompany<'a> {
    summary: &'a CompanySummary,
    /// Whether destroyed servers and the work of crews are written, as for a file of version 2.
    has_repairs: bool,
}

impl Serialize for OfCompany<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("low", &self.summary.low.map(|low| low.price))?;
        map.serialize_entry("low_at", &self.summary.low.map(|low| low.at.0))?;
        map.serialize_entry("closes", &Prices(&self.summary.closes))?;
        map.serialize_entry("peak_dark_servers", &self.summary.peak_dark_servers)?;
        map.serialize_entry("servers", &self.summary.servers)?;
        if self.has_repairs {
            map.serialize_entry("destroyed", &self.summary.destroyed)?;
            map.serialize_entry("crew_hours", &(self.summary.crew_secs as f64 / 3600.0))?;
        }
        map.end()
    }
}
