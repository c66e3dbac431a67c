//! A small picture of what a document makes, for the gallery.

use yew::prelude::*;

use crate::document::Document;
use crate::topology::{self, Topology};

/// In units of the picture.
const WIDTH: usize = 132;
const HEIGHT: usize = 64;

/// More would not be told apart.
const COLUMNS: usize = 6;
const ROWS: usize = 3;

/// A dot of the picture.
#[derive(Clone, Copy, PartialEq)]
struct Dot {
    x: usize,
    y: usize,
    /// Filled: a primary, or what the rest depends on.
    main: bool,
}

pub fn thumbnail(document: &Document) -> Html {
    let (dots, links) = picture(document);
    html! {
        <svg class="thumbnail" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} aria-hidden="true" focusable="false">
            for (from, to) in links {
                <line class="thumbnail__link" x1={from.x.to_string()} y1={from.y.to_string()} x2={to.x.to_string()} y2={to.y.to_string()} />
            }
            for dot in dots {
                <circle class={if dot.main { "thumbnail__main" } else { "thumbnail__dot" }} cx={dot.x.to_string()} cy={dot.y.to_string()} r="6" />
            }
        </svg>
    }
}

type Picture = (Vec<Dot>, Vec<(Dot, Dot)>);

fn picture(document: &Document) -> Picture {
    let all = (0..document.resources.len()).filter_map(|index| topology::of(document, index));
    // What holds data says more than who may use it.
    let (access, data): (Vec<_>, Vec<_>) =
        all.partition(|shown| matches!(shown, Topology::Access(_)));
    match data.first().or(access.first()) {
        Some(Topology::Cluster(cluster)) => {
            let nodes = cluster
                .shards
                .iter()
                .take(COLUMNS)
                .map(|shard| shard.nodes.len().min(ROWS));
            columns(&nodes.collect::<Vec<_>>())
        }
        Some(Topology::Memcached(memcached)) => {
            columns(&vec![1; memcached.nodes.len().min(COLUMNS)])
        }
        Some(Topology::Dsql(dsql)) => ring(dsql.clusters.len(), dsql.witnesses.len()),
        Some(Topology::Global(members)) => ring(members.len(), 0),
        Some(Topology::Access(access)) => ring(1, access.users.len().min(COLUMNS)),
        Some(Topology::Serverless(_)) => ring(0, COLUMNS),
        None => columns(&vec![1; document.resources.len().min(COLUMNS)]),
    }
}

/// A column of linked dots for each shard, the primary on top.
fn columns(rows: &[usize]) -> Picture {
    let tallest = rows.iter().copied().max().unwrap_or(1).max(1);
    let mut picture = Picture::default();
    for (column, n_rows) in rows.iter().enumerate() {
        let x = WIDTH * (2 * column + 1) / (2 * rows.len());
        let mut above = None;
        for row in 0..*n_rows {
            let y = HEIGHT * (2 * row + 1) / (2 * tallest);
            let dot = Dot {
                x,
                y,
                main: row == 0,
            };
            picture.1.extend(above.map(|above| (above, dot)));
            picture.0.push(dot);
            above = Some(dot);
        }
    }
    picture
}

/// Main dots above, others below, each linked with each of the other kind or, without others, in a row.
fn ring(n_main: usize, n_others: usize) -> Picture {
    let row = |n: usize, y: usize, main: bool| {
        (0..n)
            .map(move |i| Dot {
                x: WIDTH * (2 * i + 1) / (2 * n),
                y,
                main,
            })
            .collect::<Vec<_>>()
    };
    let both = n_main > 0 && n_others > 0;
    let above = row(n_main, if both { HEIGHT / 4 } else { HEIGHT / 2 }, true);
    let below = row(
        n_others,
        if both { HEIGHT * 3 / 4 } else { HEIGHT / 2 },
        false,
    );
    let across = above
        .iter()
        .flat_map(|from| below.iter().map(|to| (*from, *to)));
    let along = above.windows(2).map(|pair| (pair[0], pair[1]));
    let links = across.chain(along).collect();
    (above.into_iter().chain(below).collect(), links)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;

    #[test]
    fn every_scenario_has_a_picture_within_its_frame() {
        for scenario in scenarios::ALL {
            let (dots, _) = picture(&scenario.document());
            assert!(!dots.is_empty(), "{}", scenario.id);
            for dot in dots {
                assert!(
                    (6..=WIDTH - 6).contains(&dot.x) && (6..=HEIGHT - 6).contains(&dot.y),
                    "{}",
                    scenario.id
                );
            }
        }
    }
}
