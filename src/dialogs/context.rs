//! What the page says from which help is asked for: a report begun there is about its system, and whoever enrols there
//! works at its facility. It proves nothing. What the desk does not know is passed over, the person is told what was
//! taken over, and can correct it.
//!
//! ```text
//! Ana (in OpenMRS):  Não consigo gravar a ficha
//! bot:               Sistema: OpenMRS EPTS, da página onde pediu ajuda.
//!                    Que tipo de problema é?                    [Rede] [Relatórios] … [Voltar] [Cancelar]
//! ```

use super::{line::Line, typed, view::View};
use crate::core::{directory::Facility, draft::Answers};

/// Fills in a new report what the page says and nobody has answered. Returns what to tell of it.
pub fn fill(answers: &mut Answers, view: &View<'_>) -> Option<Line> {
    let context = view.context.filter(|_| view.is_private() && answers.behalf.is_none())?;
    if answers.page.is_none() {
        answers.page.clone_from(&context.page);
    }
    let name = context.system.as_deref()?;
    let key = &view.desk.systems.iter().find(|named| typed::is_called(named, name))?.key;
    let system = answers.system.get_or_insert_with(|| key.clone());
    (system == key).then(|| Line::FromPage { system: key.clone() })
}

/// The facility that the page says one works at, if the directory knows its code.
pub fn facility<'v>(view: &View<'v>) -> Option<&'v Facility> {
    let code = view.context?.facility.as_deref()?;
    view.directory.facilities.iter().find(|facility| facility.code.eq_ignore_ascii_case(code))
}
