//! Compares the recoveries of services with the observed ones: their times, and bounds of their times.

use super::computed::{Window, outage_before};
use super::lengths::length_ratio;
use super::{Agreement, Deviation, Quantity, Row, Value};
use crate::model::{History, ServiceId};
use crate::study::Run;
use crate::units::{SimTime, Span};

/// The recovery of a service may be this much too early or too late, or a fifth of the length of its outage if that is more.
const BACK_TOLERANCE: Span = Span(2 * 3_600);

/// The row of an observed recovery. A service that is never out in the run is not judged. If only the earliest time is known, it is a
/// bound: it is kept if the service is not back before.
pub(super) fn back(run: &Run, service: ServiceId, history: &History, row: Row) -> Row {
    let row = Row { what: Quantity::Back(service), observed: Some(Value::Moment(history.at)), ..row };
    let Some(outage) = outage_before(run, service, history.at) else {
        return Row { computed: Some(Value::NotOut), ..row };
    };
    let (window, end) = (Window::of(history), SimTime(run.recording.length.0));
    let error = outage.until.map(|back| window.outside(back));
    let ratio = length_ratio(&run.world, service, outage, window, end);
    let allowed = if history.is_open { Span::ZERO } else { BACK_TOLERANCE.max(Span((history.at - outage.from).0 / 5)) };
    Row {
        computed: outage.until.map(Value::Moment),
        error: error.map(Deviation::Span),
        agreement: ratio.map_or(Agreement::Unjudged, Agreement::Ratio),
        within: Some(error.map_or(history.is_open, |error| error.0.abs() <= allowed.0)),
        ..row
    }
}

/// The row of an observation that a service was not back yet at `at`. It is kept if the service is out then; else the error tells how long
/// before it was back. A service that is not out until then is not judged.
pub(super) fn still_out(run: &Run, service: ServiceId, at: SimTime, row: Row) -> Row {
    let row = Row { what: Quantity::StillOut(service), observed: Some(Value::Moment(at)), ..row };
    let Some(outage) = outage_before(run, service, at).filter(|outage| outage.from <= at) else {
        return Row { computed: Some(Value::NotOut), ..row };
    };
    let early = outage.until.filter(|back| *back <= at).map(|back| back - at);
    Row {
        computed: outage.until.map(Value::Moment),
        error: Some(Deviation::Span(early.unwrap_or(Span::ZERO))),
        within: Some(early.is_none()),
        ..row
    }
}
