//! Signs: a sticker or a reaction that says yes or no to a question that waits for just that. Nothing that is final is
//! done by a sign, but for saying that it works again.

use super::choice::Choice;
use crate::core::{policy::answer, verb::Verb};

/// What a sign says, if it says yes or no. The colour of a hand does not matter.
#[must_use]
pub fn yes_no(emoji: &str) -> Option<bool> {
    const YES: [char; 9] = ['👍', '👌', '✅', '🙏', '✔', '☑', '🆗', '👏', '💯'];
    const NO: [char; 3] = ['👎', '❌', '✖'];
    let first = emoji.chars().next()?;
    if YES.contains(&first) {
        return Some(true);
    }
    NO.contains(&first).then_some(false)
}

/// The choice that a sign makes among these, if they are a question of yes and no.
#[must_use]
pub fn meant(choices: &[Choice], yes: bool) -> Option<&Choice> {
    let says = |choice: &&Choice, says_yes: bool| {
        let (verb, word) = if says_yes { (Verb::Confirm, answer::YES) } else { (Verb::Reopen, answer::NO) };
        matches!(choice, Choice::Act { verb: offered, .. } if *offered == verb)
            || matches!(choice, Choice::Option { option, .. } if option == word)
    };
    let (affirms, denies) =
        (choices.iter().find(|choice| says(choice, true)), choices.iter().find(|choice| says(choice, false)));
    affirms.zip(denies).map(|(affirms, denies)| if yes { affirms } else { denies })
}
