//! x
#![allow(clippy::all)]
use std::sync::Arc;
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let s = Arc::new(firedrill::file::load(text.as_bytes()).unwrap());
        let plan = s.plans.iter().find(|p| p.acts()).cloned().unwrap_or_default();
        let run = match firedrill::study::Run::new(&s, &plan, 0) { Ok(r) => r, Err(e) => { println!("{path} {e}"); continue } };
        let r = &run.recording;
        let mut o = serde_json::json!({"sites":{},"services":{},"people":[],"prices":{},"rivals":{}});
        for (id, x) in s.sites.iter() { o["sites"][&x.key] = r.sites[id].dark.all().iter().map(|(t, v)| serde_json::json!([t.0, v])).collect(); }
        for (id, x) in s.services.iter() { o["services"][&x.key] = r.services[id].health.all().iter().map(|(t, v)| serde_json::json!([t.0, v])).collect(); }
        o["people"] = r.people.all().iter().map(|(t, v)| serde_json::json!([t.0, v])).collect();
        for (id, x) in s.companies.iter() { if !r.prices[id].minutes.is_empty() { o["prices"][&x.key] = r.prices[id].minutes.iter().map(|m| serde_json::json!([m.at.0, m.price])).collect(); } }
        for (id, x) in s.rivals.iter() { o["rivals"][&x.key] = r.rivals[id].iter().map(|(t, v)| serde_json::json!([t.0, v])).collect(); }
        for e in r.events.iter().enumerate() { assert!(e.1.cause.is_none_or(|c| c.index() < e.0 && r.events[c.index()].at <= e.1.at)); 
           if e.1.cause.is_none() { use firedrill::recording::EventKind::*; match e.1.kind { Action(_) | Hour(_) | Headline(_) => {}, k => println!("{path} no cause {k:?}") } } }
        std::fs::write(path.replace(".ron", ".mine.json"), o.to_string()).unwrap();
    }
}
