//! The dark shares of strikes, and the largest of them at each site (MODEL.md, section 3). The work of a change does not grow with the number
//! of strikes at the site.

use std::collections::BTreeMap;

use crate::units::Permille;

/// The dark share of every strike now, and how many strikes of each site have each share.
#[derive(Clone, Debug)]
pub struct DarkShares {
    of_strikes: Vec<Permille>,
    /// For each site, how many of its strikes have each share above zero.
    of_sites: Vec<BTreeMap<Permille, u32>>,
}

impl DarkShares {
    /// No strike makes anything dark yet.
    pub fn new(strikes: usize, sites: usize) -> Self {
        Self { of_strikes: vec![0; strikes], of_sites: vec![BTreeMap::new(); sites] }
    }

    /// The dark share of a strike.
    pub fn of_strike(&self, strike: usize) -> Permille {
        self.of_strikes[strike]
    }

    /// Sets the dark share of a strike at this site.
    pub fn set(&mut self, strike: usize, site: usize, dark: Permille) {
        let before = std::mem::replace(&mut self.of_strikes[strike], dark);
        let shares = &mut self.of_sites[site];
        if before > 0
            && let Some(count) = shares.get_mut(&before)
        {
            *count -= 1;
            if *count == 0 {
                shares.remove(&before);
            }
        }
        if dark > 0 {
            *shares.entry(dark).or_default() += 1;
        }
    }

    /// The largest dark share of the strikes at a site; 0 if there are none.
    pub fn largest(&self, site: usize) -> Permille {
        self.of_sites[site].last_key_value().map_or(0, |(dark, _)| *dark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_of_a_site_is_that_of_its_strikes_alone() {
        let mut shares = DarkShares::new(3, 2);
        let sites = [0, 0, 1];
        let steps = [(0, 400), (1, 400), (2, 900), (0, 0), (1, 300), (1, 0), (0, 1000), (0, 200)];
        let largest: Vec<[Permille; 2]> = steps
            .iter()
            .map(|(strike, dark)| {
                shares.set(*strike, sites[*strike], *dark);
                [0, 1].map(|site| shares.largest(site))
            })
            .collect();
        let right = [[400, 0], [400, 0], [400, 900], [400, 900], [300, 900], [0, 900], [1000, 900], [200, 900]];
        assert_eq!(largest, right);
        assert_eq!([0, 1, 2].map(|strike| shares.of_strike(strike)), [200, 0, 900]);
    }
}
