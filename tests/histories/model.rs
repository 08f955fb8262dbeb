//! The rules of a request, written down a second time: who may do what, and what it makes of the request.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub reporter: i64,
    /// Who wrote it down, where that is not whose it is.
    pub filer: Option<i64>,
    pub status: String,
    pub owner: Option<i64>,
    pub waits_on: String,
    pub reopened: i64,
    /// The tier, from 1.
    pub tier: i64,
    /// What the desk did last, as long as nothing followed: who, and the request before it.
    pub undo: Option<(i64, Box<Request>)>,
}

/// Who called somebody who writes here, and does nothing here themselves.
const CALLER: i64 = 0;

/// Verbs that mark a request and leave its status alone.
pub const MARKS: [&str; 9] =
    ["priority", "category", "tag", "kind", "origin", "department", "environment", "private", "deadline"];

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
    pub fn filed(reporter: i64, tier: i64) -> Self {
        Self {
            reporter,
            filer: None,
            status: "new".into(),
            owner: None,
            waits_on: "agent".into(),
            reopened: 0,
            tier,
            undo: None,
        }
    }

    /// Does the verb, or says that it may not be done.
    pub fn act(&mut self, verb: &str, by: Actor) -> bool {
        let before = Box::new(Self { undo: None, ..self.clone() });
        if verb == "take_back" {
            let Some((_, earlier)) = self.undo.take().filter(|(actor, _)| by.is_desk && *actor == by.id) else {
                return false;
            };
            *self = *earlier;
            return true;
        }
        let done = self.does(verb, by);
        if done {
            self.undo = (by.is_desk && verb != "edit").then_some((by.id, before));
        }
        done
    }

    fn does(&mut self, verb: &str, by: Actor) -> bool {
        let open = matches!(&*self.status, "new" | "in_progress" | "waiting_reporter" | "waiting_third_party");
        let resolved = self.status == "resolved";
        let at_work = by.is_desk && (by.in_private || by.in_agents_room);
        let theirs = by.in_private && (by.id == self.reporter || Some(by.id) == self.filer);
        let allowed = match verb {
            "answer" | "confirm" => theirs,
            "withdraw" => theirs && by.id == self.reporter,
            // Whoever called becomes the reporter, once.
            "on_behalf" => theirs && self.filer.is_none(),
            "reopen" => theirs || at_work,
            "edit" => at_work || by.in_private,
            // The clocks do these, in nobody's name.
            "pass_over" | "give_back" => by.id == 0,
            _ => at_work,
        };
        let timely = match verb {
            "take" => open && (self.owner.is_none() || (self.owner == Some(by.id) && self.status == "new")),
            "release" => open && self.owner.is_some(),
            "escalate" => open && self.tier < 4,
            // What waits for somebody outside is late for nobody.
            "pass_over" => matches!(&*self.status, "new" | "in_progress") && self.tier < 4,
            // Whoever was given it, and has not begun, is silent as well.
            "give_back" => matches!(&*self.status, "new" | "in_progress") && self.owner.is_some(),
            "reply" | "answer" | "duplicate" | "withdraw" | "deadline" => open || resolved,
            "ask" | "resolve" | "reject" | "assign" | "priority" | "category" => open,
            "wait" => open && self.status != "waiting_third_party",
            "resume" => self.status.starts_with("waiting_"),
            "confirm" | "close" => resolved,
            "reopen" => {
                let mends = by.is_desk && matches!(&*self.status, "rejected" | "duplicate");
                resolved || self.status == "closed" || mends
            }
            verb => matches!(verb, "note" | "edit" | "on_behalf") || MARKS.contains(&verb),
        };
        if !allowed || !timely {
            return false;
        }
        self.change(verb, by);
        true
    }

    fn change(&mut self, verb: &str, by: Actor) {
        match verb {
            "take" => self.owner = Some(by.id),
            "reply" | "ask" | "resolve" | "wait" | "resume" => _ = self.owner.get_or_insert(by.id),
            "release" | "give_back" => self.owner = None,
            "on_behalf" => (self.reporter, self.filer) = (CALLER, Some(by.id)),
            "escalate" | "pass_over" => (self.owner, self.tier) = (None, self.tier + 1),
            _ => {}
        }
        let begun = if self.owner.is_some() { "in_progress" } else { "new" };
        let (status, waits_on) = match verb {
            "take" | "resume" => ("in_progress", "agent"),
            "reply" if self.status == "new" => ("in_progress", "agent"),
            "release" if self.status == "in_progress" => ("new", "agent"),
            "wait" => ("waiting_third_party", "third_party"),
            "escalate" | "pass_over" | "give_back" => ("new", "agent"),
            "ask" => ("waiting_reporter", "reporter"),
            "resolve" => ("resolved", "reporter"),
            "confirm" | "close" => ("closed", "nobody"),
            "reject" => ("rejected", "nobody"),
            "duplicate" => ("duplicate", "nobody"),
            "withdraw" => ("cancelled", "nobody"),
            "answer" if self.status == "waiting_reporter" => (begun, "agent"),
            "reopen" => (begun, "agent"),
            _ => return,
        };
        self.reopened += i64::from(verb == "reopen");
        (self.status, self.waits_on) = (status.into(), waits_on.into());
    }
}
