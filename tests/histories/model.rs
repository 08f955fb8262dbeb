//! The rules of a request, written down a second time: who may do what, and what it makes of the request.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub reporter: i64,
    pub status: String,
    pub owner: Option<i64>,
    pub waits_on: String,
    pub reopened: i64,
}

/// Who acts, from where.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    pub id: i64,
    /// An agent at this moment.
    pub is_desk: bool,
    pub in_private: bool,
    pub in_agents_room: bool,
}

impl Request {
    pub fn filed(reporter: i64) -> Self {
        Self { reporter, status: "new".into(), owner: None, waits_on: "agent".into(), reopened: 0 }
    }

    /// Does the verb, or says that it may not be done.
    pub fn act(&mut self, verb: &str, by: Actor) -> bool {
        let open = matches!(&*self.status, "new" | "in_progress" | "waiting_reporter");
        let resolved = self.status == "resolved";
        let allowed = match verb {
            "take" | "note" | "reply" | "ask" | "resolve" => by.is_desk && (by.in_private || by.in_agents_room),
            "answer" | "confirm" | "reopen" => by.in_private && by.id == self.reporter,
            _ => false,
        };
        let timely = match verb {
            "take" => open && self.owner.is_none(),
            "note" => true,
            "reply" | "answer" => open || resolved,
            "ask" | "resolve" => open,
            "confirm" => resolved,
            "reopen" => resolved || self.status == "closed",
            _ => false,
        };
        if !allowed || !timely {
            return false;
        }
        if matches!(verb, "take" | "reply" | "ask" | "resolve") {
            self.owner.get_or_insert(by.id);
        }
        let begun = if self.owner.is_some() { "in_progress" } else { "new" };
        let (status, waits_on) = match verb {
            "take" => ("in_progress", "agent"),
            "reply" if self.status == "new" => ("in_progress", "agent"),
            "ask" => ("waiting_reporter", "reporter"),
            "resolve" => ("resolved", "reporter"),
            "confirm" => ("closed", "nobody"),
            "answer" if self.status == "waiting_reporter" => (begun, "agent"),
            "reopen" => (begun, "agent"),
            _ => return true,
        };
        self.reopened += i64::from(verb == "reopen");
        (self.status, self.waits_on) = (status.into(), waits_on.into());
        true
    }
}
