//! What others are to be told when a ticket changes. The core says what and to whom; the words are the dialogs'.

/// To whom a notice goes. Which chats these are is looked up when the message is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The reporter, in the chat that they used last for the ticket.
    Reporter,
    /// Every room of the agents; in the ticket's thread where the platform has threads.
    Agents,
    /// The groups of the ticket's partner.
    Partner,
}

/// A ticket's news. Words in it are only ever sent to the audience that it was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The ticket's card in the agents' room: one message, edited with each change.
    Card,
    /// The partner's living line: reference, system and status, none of the reporter's words.
    PartnerLine,
    /// To the reporter.
    Taken {
        agent: String,
    },
    Reply {
        agent: String,
        words: String,
    },
    Question {
        agent: String,
        words: String,
    },
    Resolved {
        agent: String,
        words: String,
    },
    /// To the agents.
    NoteAdded {
        author: String,
        words: String,
    },
    /// What went to the reporter, echoed where the agents work together.
    ReplySent {
        agent: String,
        words: String,
    },
    QuestionSent {
        agent: String,
        words: String,
    },
    Answered {
        reporter: String,
        words: String,
        file_count: usize,
    },
    Confirmed {
        reporter: String,
    },
    /// A message did not reach the reporter in any chat of theirs.
    Unreachable {
        reporter: String,
    },
    Reopened {
        reporter: String,
        words: String,
    },
}

/// A ticket's news for an audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub to: Audience,
    pub ticket: i64,
    pub news: News,
}
