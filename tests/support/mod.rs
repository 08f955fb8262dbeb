//! What the tests share: databases, fakes of chat platforms, and the script in which stories are written.

#![allow(dead_code, reason = "each test program uses a part")]

pub mod postgres;
