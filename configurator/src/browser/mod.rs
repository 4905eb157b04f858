//! Adapters: each translates one Web API, decides nothing and knows nothing about news.

pub mod copy;
pub mod element;
pub mod fetch;
pub mod page;
pub mod picture;
pub mod timing;
