# O caminho de um aviso: quem recebeu, quem não, e o que ainda se pode fazer.

ledger-going = Aviso { $name }: começa a sair para { $whom }.
ledger-out = Aviso { $name }: enviado a { $whom }.
ledger-both = { $groups } e { $people }
ledger-groups = { $count ->
    [one] { $count } grupo
   *[other] { $count } grupos
}
ledger-people = { $count ->
    [one] { $count } pessoa
   *[other] { $count } pessoas
}
ledger-waiting = Por enviar: { $count }
ledger-later = Mais tarde, à hora de cada um: { $count }
ledger-replaced = Já com a versão seguinte: { $count }
ledger-twice = Talvez duas vezes: { $count }
ledger-unknown = Sem certeza de ter chegado: { $count }
ledger-stopped = Parado antes de sair: { $count }
ledger-blocked = Não recebeu, bloqueou ou retirou o bot: { $count }
ledger-refused = Não recebeu, a plataforma recusou: { $count }
ledger-expired = Não recebeu, tentado um dia inteiro: { $count }
ledger-told-in-group = De fora, lê no grupo: { $count }
ledger-muted = De fora, não quer avisos: { $count }
ledger-unreachable = De fora, sem conversa onde escrever: { $count }
ledger-failing = { $count ->
    [one] Aviso { $name }: não chegou a { $count } conversa.
   *[other] Aviso { $name }: não chegou a { $count } conversas.
}
ledger-failing-line = – { $who }
ledger-failing-more = … e mais { $count }
ledger-have-it = Grupos que receberam: { $names }
ledger-next = O que ainda se pode fazer:
ledger-entry = { $place }. { $who }: { $way }
ledger-who = { $name } ({ $place })
ledger-a-group = um grupo
ledger-way-group = enviar a outro grupo de { $partner }
ledger-way-focal = enviar ao ponto focal, { $name }
ledger-way-call = ligar para { $name } ({ $partner })
ledger-way-nobody = ninguém a quem ligar
ledger-sent-to = Aviso { $name }: enviado também a { $who }.
ledger-called = Aviso { $name }: ligação feita, { $who }.
ledger-done-already = Aviso { $name }: isso já foi feito.

choice-who-got = Quem recebeu
choice-other-group = Reenviar { $place }
choice-focal-point = Avisar { $place }
choice-was-called = Já liguei { $place }
