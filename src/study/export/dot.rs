//! A world in the language of Graphviz (DOT).

use super::graph::{Graph, Line, Node};
use crate::model::Localized;
use crate::text::Texts;

/// The world as a directed graph: each service with its dependencies, and with the sites of its servers.
pub(super) fn dot(names: Localized<'_>, texts: &Texts) -> String {
    let graph = Graph::new(names, texts);
    let mut dot = String::from("digraph {\n");
    let mut line = |text: &str| {
        dot.push_str("  ");
        dot.push_str(text);
        dot.push('\n');
    };
    line(&format!("label={}", quoted(&[graph.title.as_str()])));
    line("labelloc=t");
    line("node [shape=box, style=rounded]");
    let node = |node: &Node, more: &str| {
        let label: Vec<&str> = node.label.iter().map(String::as_str).collect();
        format!("{} [label={}{more}]", node.name, quoted(&label))
    };
    graph.services.iter().for_each(|service| line(&node(service, "")));
    graph.sites.iter().for_each(|site| line(&node(site, ", shape=box3d, style=solid")));
    for edge in &graph.edges {
        let style = match edge.line {
            Line::Dependency => "solid",
            Line::Servers => "dashed",
            Line::Standby => "dotted",
        };
        let label = if edge.label.is_empty() { String::new() } else { format!(", label={}", quoted(&[&edge.label])) };
        line(&format!("{} -> {} [style={style}{label}]", edge.from, edge.to));
    }
    dot.push_str("}\n");
    dot
}

/// Lines of text as one text in quotes. What Graphviz would take for a quote, an escape or an entity of HTML is shown as it is.
fn quoted(lines: &[&str]) -> String {
    let mut text = String::from("\"");
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push_str("\\n");
        }
        for letter in line.chars() {
            match letter {
                '"' => text.push_str("\\\""),
                '\\' => text.push_str("\\\\"),
                '&' => text.push_str("&amp;"),
                _ => text.push(letter),
            }
        }
    }
    text.push('"');
    text
}
