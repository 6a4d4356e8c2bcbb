//! Writes a run as one JSON object (MODEL.md, section 11), directly to the output and without a copy of the whole object in memory.

mod event;

use std::io::Write;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Failure;
use crate::model::{Id, RivalId, ServiceId, Table};
use crate::recording::{CompanySummary, PriceMinute, PriceTrack, Recording, ServiceSummary, Steps};
use crate::study::Run;
use crate::units::SimTime;

/// Writes the run as JSON, and then a line end. `plan` is the name of its plan, if it has one.
pub(super) fn write(run: &Run, plan: Option<&str>, out: &mut impl Write) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, &Json { run, plan }).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

struct Json<'a> {
    run: &'a Run,
    plan: Option<&'a str>,
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (world, recording) = (&self.run.world, &self.run.recording);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("scenario", &world.title)?;
        map.serialize_entry("plan", &self.plan)?;
        map.serialize_entry("seed", &self.run.seed)?;
        map.serialize_entry("start", &world.clock.at(SimTime::ZERO).to_rfc3339())?;
        map.serialize_entry("length", &recording.length.0)?;
        let of_site = |id| Some((world.sites[id].key.as_str(), StepList(&recording.sites[id].dark)));
        map.serialize_entry("sites", &ById(&world.sites, of_site))?;
        let of_service = |id| Some((world.services[id].key.as_str(), StepList(&recording.services[id].health)));
        map.serialize_entry("services", &ById(&world.services, of_service))?;
        map.serialize_entry("people", &StepList(&recording.people))?;
        let of_company = |id| {
            let company = &world.companies[id];
            company.listing.as_ref().map(|_| (company.key.as_str(), Minutes(&recording.prices[id])))
        };
        map.serialize_entry("prices", &ById(&world.companies, of_company))?;
        let of_rival = |id| Some((world.rivals[id].key.as_str(), Points(recording, id, world.rivals[id].service)));
        map.serialize_entry("rivals", &ById(&world.rivals, of_rival))?;
        map.serialize_entry("events", &event::Events(self.run))?;
        map.serialize_entry("summary", &Summary(self.run))?;
        map.end()
    }
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

struct Points<'a>(&'a Recording, RivalId, ServiceId);

impl Serialize for Points<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(recording, rival, service) = *self;
        serializer.collect_seq(recording.rival_points(rival, service).map(|(at, value)| (at.0, value)))
    }
}

struct Minutes<'a>(&'a PriceTrack);

impl Serialize for Minutes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.minutes().map(|minute| (minute.at.0, minute.price)))
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
        let of_company = |id| Some((world.companies[id].key.as_str(), OfCompany(&summary.companies[id])));
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
        map.end()
    }
}

struct OfCompany<'a>(&'a CompanySummary);

impl Serialize for OfCompany<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("low", &self.0.low.map(|low| low.price))?;
        map.serialize_entry("low_at", &self.0.low.map(|low| low.at.0))?;
        map.serialize_entry("closes", &Prices(&self.0.closes))?;
        map.serialize_entry("peak_dark_servers", &self.0.peak_dark_servers)?;
        map.serialize_entry("servers", &self.0.servers)?;
        map.end()
    }
}
