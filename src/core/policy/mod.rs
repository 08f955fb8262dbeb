//! A desk's policy: data that is read from a desk file, never code.

pub mod actors;
pub mod answer;
mod by_system;
pub mod changes;
pub mod common;
pub mod customs;
pub mod desk;
pub mod desk_file;
pub mod kept;
pub mod rank;
pub mod scheme;
pub mod service;
