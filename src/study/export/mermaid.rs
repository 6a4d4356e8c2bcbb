//! A world in the language of Mermaid, which many wikis and code hosts draw.

use super::graph::{Graph, Line, Node};
use crate::model::Localized;
use crate::text::Texts;

/// The world as a flow chart: each service with its dependencies, and with the sites of its servers.
pub(super) fn mermaid(names: Localized<'_>, texts: &Texts) -> String {
    let graph = Graph::new(names, texts);
    let mut chart = format!("---\ntitle: \"{}\"\n---\nflowchart TB\n", yaml_text(&graph.title));
    let mut line = |text: String| {
        chart.push_str("  ");
        chart.push_str(&text);
        chart.push('\n');
    };
    let label = |node: &Node| node.label.iter().map(|line| encoded(line)).collect::<Vec<_>>().join("<br/>");
    graph.services.iter().for_each(|service| line(format!("{}[\"{}\"]", service.name, label(service))));
    graph.sites.iter().for_each(|site| line(format!("{}[(\"{}\")]", site.name, label(site))));
    for edge in &graph.edges {
        let arrow = match edge.line {
            Line::Dependency => "-->",
            Line::Servers | Line::Standby => "-.->",
        };
        let label = if edge.label.is_empty() { String::new() } else { format!("|\"{}\"|", encoded(&edge.label)) };
        line(format!("{} {arrow}{label} {}", edge.from, edge.to));
    }
    chart
}

/// Text between the quotes of YAML. Every sign that means something there or in HTML is escaped.
fn yaml_text(text: &str) -> String {
    let escaped = |letter: char| match letter {
        '"' | '\\' | '<' | '>' | '&' | '\'' => format!("\\u{:04x}", u32::from(letter)),
        _ => letter.to_string(),
    };
    text.chars().map(escaped).collect()
}

/// Text between quotes. Every sign that means something in Mermaid, in Markdown or in HTML is written as its number; a colon too, because
/// Mermaid takes a text such as `style x:` for the beginning of a style and reads numbers after it wrongly.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_alphanumeric() || " .,()%+-/".contains(letter) || !letter.is_ascii() {
            out.push(letter);
        } else {
            out.push_str(&format!("#{};", u32::from(letter)));
        }
    }
    out
}
