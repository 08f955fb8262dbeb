//! How people tell how badly it hurts, and whom. It suggests an urgency or an impact, and never sets one (C.5). Each
//! degree goes with what the desk types by one of its anchors.

/// A degree of urgency or of impact.
#[derive(Debug)]
pub struct Degree {
    pub key: &'static str,
    pub anchors: &'static [&'static str],
    /// As `phrases` reads it: a weight, then phrases.
    pub says: &'static str,
}

/// The most pressing first.
pub const URGENCIES: &[Degree] = &[
    Degree { key: "patient_care", anchors: &["doente", "doentes", "patient care"], says: PATIENT },
    Degree { key: "job_stopped", anchors: &["parado", "job stopped", "stopped", "trabalho parado"], says: STOPPED },
    Degree { key: "job_not_affected", anchors: &["nao afeta", "nao afeta o trabalho", "no effect"], says: EASY },
    Degree { key: "job_affected", anchors: &["dificuldade", "com dificuldade", "harder", "slowed"], says: HARDER },
];

const PATIENT: &str = "
3: doente* espera, doentes* esperam, doente* parad*, doente* sem atendimento, doente* sem ser atendid*
3: paciente* espera, pacientes esperam, paciente* parad*, paciente* sem atendimento, utente* espera
3: utentes esperam, utente* sem atendimento, fila de doentes, fila de pacientes, fila de utentes
3: bicha de doentes, bicha de pacientes, sem medicamento*, sem tarv, sem receber medicamento*
3: nao consig* atender, nao conseg* atender, nao estamos a atender, nao podemos atender, nao da para atender
3: patient* waiting, patients are waiting, patient* cannot, cannot see patients, cannot attend patients
3: patient safety, queue of patients, vidas em risco, risco de vida, afeta o doente, afeta os doentes
3: afeta pacientes, affects patients, doentes na fila
2.5: doentes voltam, pacientes voltam, doentes a voltar, pacientes a voltar, doentes estao aqui
1: voltam sem medicamento*
";

const STOPPED: &str = "
3: urgente, urgentes, urgentissimo, urgently, urgentemente, asap, socorro, tudo parado, trabalho parado
3: trabalho esta parado, estamos parados, estamos paradas, estou parado, estou parada, parou tudo, tudo parou
3: nao consig* trabalhar, nao conseg* trabalhar, desconseg* trabalhar, nao da para trabalhar
3: nao estamos a trabalhar, sem trabalhar, ninguem trabalha, ninguem consegue trabalhar, impede o trabalho
3: voltamos ao papel, voltamos para o papel, work stopped, work has stopped, cannot work, cant work
3: unable to work, everything stopped, at a standstill, back to paper, 
2.5: urgencia, emergency, o mais rapido possivel, estamos no papel, a usar papel, using paper
2: emergencia, o mais rapido, rapido por favor, parados
1.5: merda, porra, damn
1: com urgencia
";

const EASY: &str = "
6: nao e urgente, nao urgente, nao ha urgencia, sem urgencia, nao tem urgencia, not urgente, isnt urgente
4: sem pressa, nao tem pressa, nao ha pressa, no rush, no hurry, nao afeta o trabalho
3.5: quando tiver* tempo, nao afeta
3: quando puder*, when you can, when you have time, so uma duvida, e so uma pergunta, just a question
2.5: quando der
";

const HARDER: &str = "
3: consig* trabalhar mas, conseg* trabalhar mas
2.5: com dificuldade*, as vezes funciona, sometimes works
2: de vez em quando, still work*, harder
1: trabalhamos com dificuldade*
";

/// The widest first.
pub const IMPACTS: &[Degree] = &[
    Degree { key: "software_wide", anchors: &["software wide", "todo o sistema", "the whole system"], says: WIDE },
    Degree { key: "multiple_users", anchors: &["varias", "multi", "multiple users", "varias pessoas"], says: MANY },
    Degree { key: "single_user", anchors: &["single", "single user", "so eu", "uma pessoa"], says: ONE },
];

const WIDE: &str = "
3: todas as us, todas unidades sanitarias, todas as unidades, todo o distrito, toda a provincia, toda provincia
3: todo distrito, todo o sistema, todos os distritos, varias us, varias unidades, whole system, all facilities
3: all health facilities, whole district, whole province, all sites
";

const MANY: &str = "
3: todos os computadores, todos computadores, nenhum computador, todos os colegas, todos colegas, varios colegas
3: varias pessoas, varios computadores, all computers, all the computers, several people, several computers
3: nenhum de nos, todos os utilizadores
2.5: ninguem, toda a us, toda us, toda a equipa, toda a farmacia, toda a gente, nobody, no one, everybody
2.5: everyone, all of us, nos todos, all users, whole facility
1.5: todos, os colegas
";

const ONE: &str = "
3: so eu, so a mim, apenas eu, so no meu, so o meu, apenas no meu, only me, only mine, just me
3: os outros conseguem, os outros computadores funcionam
2.5: others can
2: meu computador, minha conta, minha senha, my computer, my account, my password
";
