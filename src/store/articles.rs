//! From the outcomes of all feeds to the articles that are shown. Pure: state in, selection out.

use super::source::Outcome;
use crate::feed::{Article, Published};
use crate::teaser::Teaser;
use std::rc::Rc;

/// The selection, and how many items it left out.
#[derive(Debug, Default, PartialEq)]
pub struct Selection {
    pub articles: Vec<Article>,
    pub skipped: usize,
}

/// One feed keeps its own order; several are merged, newest first, dates unknown last, and an
/// article that two feeds carry appears once.
pub fn select(outcomes: &[Option<Outcome>], limit: usize) -> Selection {
    let mut selection = Selection::default();
    // Each feed's articles still to be placed.
    let mut waiting: Vec<Vec<&Article>> = Vec::new();
    for feed in outcomes.iter().flatten().flatten() {
        selection.skipped += feed.skipped.len();
        waiting.push(feed.articles.iter().rev().collect());
    }
    let several = waiting.len() > 1;
    while selection.articles.len() < limit {
        let Some(article) = take_first(&mut waiting, several) else {
            break;
        };
        if several
            && selection
                .articles
                .iter()
                .any(|placed| placed.url == article.url)
        {
            selection.skipped += 1;
        } else {
            selection.articles.push(article.clone());
        }
    }
    selection
}

/// Puts back what the reader is looking at, where a new selection lacks it or has it otherwise.
pub fn keep(teasers: &mut Vec<Rc<Teaser>>, before: &[Rc<Teaser>], is_seen: &dyn Fn(usize) -> bool) {
    for (index, teaser) in before.iter().enumerate() {
        if !is_seen(index) {
            continue;
        }
        match teasers.iter_mut().find(|it| it.url == teaser.url) {
            Some(place) => *place = Rc::clone(teaser),
            None => teasers.push(Rc::clone(teaser)),
        }
    }
}

/// The newest of all, or the next of the only feed. At most a hundred are ever taken, so looking
/// at every article each time costs less than a sort's code.
fn take_first<'a>(waiting: &mut [Vec<&'a Article>], several: bool) -> Option<&'a Article> {
    if !several {
        return waiting.first_mut()?.pop();
    }
    let mut newest: Option<(usize, usize, i64)> = None;
    for (feed, articles) in waiting.iter().enumerate() {
        for (index, article) in articles.iter().enumerate().rev() {
            let time = article.published.as_ref().map_or(i64::MIN, time);
            if newest.is_none_or(|(_, _, best)| time > best) {
                newest = Some((feed, index, time));
            }
        }
    }
    let (feed, index, _) = newest?;
    Some(waiting.get_mut(feed)?.remove(index))
}

fn time(published: &Published) -> i64 {
    match *published {
        Published::Instant(time) | Published::Day(time) => time,
    }
}
