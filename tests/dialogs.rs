//! The dialogs as pure functions: chats with a small desk, without a database, a clock or a platform.

#[path = "support/small_desk.rs"]
mod small_desk;

#[path = "dialogs/announcing.rs"]
mod announcing;
#[path = "dialogs/anything.rs"]
mod anything;
#[path = "dialogs/brief.rs"]
mod brief;
#[path = "dialogs/commands.rs"]
mod commands;
#[path = "dialogs/correcting.rs"]
mod correcting;
#[path = "dialogs/enrolment.rs"]
mod enrolment;
#[path = "dialogs/forms.rs"]
mod forms;
#[path = "dialogs/practice.rs"]
mod practice;
#[path = "dialogs/problems.rs"]
mod problems;
#[path = "dialogs/queue.rs"]
mod queue;
#[path = "dialogs/reporting.rs"]
mod reporting;
#[path = "dialogs/rooms.rs"]
mod rooms;
#[path = "dialogs/routes.rs"]
mod routes;
#[path = "dialogs/shapes.rs"]
mod shapes;
#[path = "dialogs/stuck.rs"]
mod stuck;
