//! Regions on a plain map of the world: Aurora DSQL clusters with their witness, global datastores.

use std::rc::Rc;

use yew::prelude::*;

use super::{Touch, fitted, is_press};
use crate::topology::{Dsql, Member};

const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 230.0;

/// Rough longitude and latitude of Regions, in degrees.
const PLACES: &[(&str, f64, f64)] = &[
    ("us-east-1", -78.0, 38.0),
    ("us-east-2", -83.0, 40.0),
    ("us-west-1", -121.0, 37.0),
    ("us-west-2", -120.0, 45.0),
    ("us-gov-east-1", -80.0, 40.0),
    ("us-gov-west-1", -118.0, 44.0),
    ("ca-central-1", -73.0, 46.0),
    ("ca-west-1", -114.0, 51.0),
    ("mx-central-1", -100.0, 21.0),
    ("sa-east-1", -47.0, -23.0),
    ("eu-central-1", 9.0, 50.0),
    ("eu-central-2", 8.5, 47.0),
    ("eu-west-1", -6.0, 53.0),
    ("eu-west-2", 0.0, 51.5),
    ("eu-west-3", 2.0, 48.5),
    ("eu-north-1", 18.0, 59.0),
    ("eu-south-1", 9.0, 45.0),
    ("eu-south-2", -1.0, 41.5),
    ("af-south-1", 18.0, -34.0),
    ("il-central-1", 35.0, 32.0),
    ("me-south-1", 50.5, 26.0),
    ("me-central-1", 54.5, 24.5),
    ("ap-south-1", 73.0, 19.0),
    ("ap-south-2", 78.5, 17.5),
    ("ap-southeast-1", 104.0, 1.5),
    ("ap-southeast-2", 151.0, -34.0),
    ("ap-southeast-3", 107.0, -6.0),
    ("ap-southeast-4", 145.0, -38.0),
    ("ap-southeast-5", 102.0, 3.0),
    ("ap-southeast-6", 174.0, -37.0),
    ("ap-southeast-7", 100.5, 13.5),
    ("ap-east-1", 114.0, 22.5),
    ("ap-east-2", 121.5, 25.0),
    ("ap-northeast-1", 140.0, 35.5),
    ("ap-northeast-2", 127.0, 37.5),
    ("ap-northeast-3", 135.5, 34.5),
    ("cn-north-1", 116.5, 40.0),
    ("cn-northwest-1", 105.0, 37.5),
];

/// A Region to draw.
struct Spot {
    region: Rc<str>,
    label: String,
    class: &'static str,
    resource: Option<usize>,
    x: f64,
    y: f64,
}

/// Clusters, their witnesses, and who sees whom.
pub(super) fn dsql(dsql: &Dsql, touch: &Touch) -> Html {
    let mut spots: Vec<Spot> = Vec::new();
    for cluster in &dsql.clusters {
        let name = if cluster.name.is_empty() {
            "cluster"
        } else {
            &cluster.name
        };
        spots.push(spot(
            &cluster.region,
            format!("{name} · {}", cluster.region),
            "spot--cluster",
            Some(cluster.resource),
        ));
    }
    for witness in &dsql.witnesses {
        spots.push(spot(
            witness,
            format!("witness · {witness}"),
            "spot--witness",
            None,
        ));
    }
    let n = dsql.clusters.len();
    let mut links = Vec::new();
    for (i, cluster) in dsql.clusters.iter().enumerate() {
        let witness = dsql
            .witnesses
            .iter()
            .position(|witness| Some(witness) == cluster.witness.as_ref());
        links.extend(witness.map(|witness| (i, n + witness, "link link--witness")));
        for (j, other) in dsql.clusters.iter().enumerate().skip(i + 1) {
            // Clusters of one witness are meant to be peers.
            if cluster.witness.is_some() && cluster.witness == other.witness {
                links.push((i, j, "link"));
            }
        }
    }
    map(spots, &links, touch, "Regions of the Aurora DSQL clusters")
}

/// The primary and the secondaries of a global datastore.
pub(super) fn global(members: &[Member], touch: &Touch) -> Html {
    let spots = members.iter().map(|member| {
        let role = if member.primary {
            "primary"
        } else {
            "secondary"
        };
        let class = if member.primary {
            "spot--cluster"
        } else {
            "spot--secondary"
        };
        spot(
            &member.region,
            format!("{role} {} · {}", member.name, member.region),
            class,
            member.resource,
        )
    });
    let links: Vec<(usize, usize, &str)> = (1..members.len()).map(|i| (0, i, "link")).collect();
    map(
        spots.collect(),
        &links,
        touch,
        "Regions of the global datastore",
    )
}

fn spot(region: &Rc<str>, label: String, class: &'static str, resource: Option<usize>) -> Spot {
    let place = PLACES.iter().find(|(id, _, _)| *id == &**region);
    let (longitude, latitude) = place.map_or((-30.0, 0.0), |(_, longitude, latitude)| {
        (*longitude, *latitude)
    });
    Spot {
        region: region.clone(),
        label,
        class,
        resource,
        x: (longitude + 150.0) / 340.0 * WIDTH,
        y: (75.0 - latitude) / 130.0 * HEIGHT,
    }
}

/// Draws the part of the world where the spots are.
fn map(
    mut spots: Vec<Spot>,
    links: &[(usize, usize, &'static str)],
    touch: &Touch,
    title: &'static str,
) -> Html {
    spread(&mut spots);
    html! {
        <svg class="picture__svg map" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} role="group" aria-label={title}>
            <rect class="map__sea" x="0" y="0" width={WIDTH.to_string()} height={HEIGHT.to_string()} rx="8" />
            <g class="map__places" aria-hidden="true">
                for (id, longitude, latitude) in PLACES {
                    <circle key={*id} cx={((longitude + 150.0) / 340.0 * WIDTH).to_string()} cy={((75.0 - latitude) / 130.0 * HEIGHT).to_string()} r="2.5" />
                }
            </g>
            for (from, to, class) in links {
                <line key={format!("{from} {to}")} class={*class} x1={spots[*from].x.to_string()} y1={spots[*from].y.to_string()} x2={spots[*to].x.to_string()} y2={spots[*to].y.to_string()} />
            }
            for (i, spot) in spots.iter().enumerate() {
                { drawn(i, spot, touch) }
            }
        </svg>
    }
}

/// Spots that lie over each other are moved apart, so that each label can be read.
fn spread(spots: &mut [Spot]) {
    const APART: f64 = 22.0;
    for i in 1..spots.len() {
        while spots[..i].iter().any(|other| {
            (other.y - spots[i].y).abs() < APART && (other.x - spots[i].x).abs() < 190.0
        }) {
            spots[i].y += APART;
            if spots[i].y > HEIGHT - 12.0 {
                spots[i].y = 16.0;
                spots[i].x = (spots[i].x + 160.0) % WIDTH;
            }
            // A map of very many Regions stays as it is.
            if i > 16 {
                break;
            }
        }
    }
}

fn drawn(i: usize, spot: &Spot, touch: &Touch) -> Html {
    let is_right = spot.x > WIDTH * 0.6;
    let class = classes!("spot", spot.class, is_right.then_some("spot--right"));
    let text_x = if is_right {
        spot.x - 11.0
    } else {
        spot.x + 11.0
    };
    let inner = html! {
        <>
            <title>{ &*spot.region }</title>
            <circle class="spot__dot" cx={spot.x.to_string()} cy={spot.y.to_string()} r="7" />
            <text class="spot__label" x={text_x.to_string()} y={(spot.y + 4.0).to_string()}>{ fitted(&spot.label, 34) }</text>
        </>
    };
    let Some(resource) = spot.resource else {
        return html! { <g key={i} {class} role="img" aria-label={spot.label.clone()}>{ inner }</g> };
    };
    let onclick = {
        let touch = touch.clone();
        Callback::from(move |_: MouseEvent| touch.select(resource))
    };
    let onkeydown = {
        let touch = touch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if is_press(&event) {
                event.prevent_default();
                touch.select(resource);
            }
        })
    };
    html! {
        <g key={i} {class} tabindex="0" role="button" aria-label={format!("Show {}", spot.label)} data-node={format!("{i}/0")} {onclick} {onkeydown}>{ inner }</g>
    }
}
