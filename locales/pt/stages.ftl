# O que os prazos fazem acontecer.

stage-answer-soon = Este pedido espera por uma resposta até { $until }.
stage-answer-late = Ninguém respondeu a este pedido dentro do prazo do nível { $tier }.
stage-due-soon = O prazo deste pedido acaba em breve: { $until }.
stage-passed-over = O prazo acabou no nível { $from }. O pedido passa para o nível { $to }.
stage-overdue = O prazo deste pedido acabou no nível { $tier }. Acima não há quem o receba.
stage-silent = Assumiu este pedido e não há novidades. Avance, ou largue o pedido.
stage-given-back = { $agent } não avançou com este pedido. Está livre outra vez.
stage-unstaffed = Não há ninguém de serviço no nível { $tier }. Este pedido está à espera.
handover-nothing = Passagem: ainda nada foi tentado.
handover-tried = Passagem. Já foi feito:
handover-item = – { $words }
handover-asked = Pergunta: «{ $words }»
handover-answered = Resposta: «{ $words }»
handover-files = { $count ->
    [one] 1 ficheiro enviado
   *[other] { $count } ficheiros enviados
}
happened-pass-over = Passou de nível, fora do prazo
happened-give-back = Ficou livre, por falta de avanço
watch-ahead = O relógio do servidor está adiantado { $time }. Os prazos estão suspensos. Acerte a hora.
watch-behind = O relógio do servidor está atrasado { $time }. Os prazos estão suspensos. Acerte a hora.
watch-over = O relógio do servidor voltou a estar certo. Os prazos continuam.
length-days = { $count ->
    [one] 1 dia
   *[other] { $count } dias
}
length-hours = { $count ->
    [one] 1 hora
   *[other] { $count } horas
}
length-minutes = { $count ->
    [one] 1 minuto
   *[other] { $count } minutos
}

# Níveis, e quem está de serviço.
duty-checklist = Antes de encaminhar, confirme:
duty-item = ☐ { $item }
duty-ask-away = Até que dia fica ausente, e quem o substitui? Por exemplo: /ausente 05/12 Benedito
duty-no-such-deputy = Não encontro «{ $typed }» na equipa. Escreva o nome de quem fica com os pedidos.
duty-away-set = Fica ausente de { $from } a { $until }. Para voltar antes: /presente
duty-away-deputy = { $deputy } fica com os seus pedidos.
duty-away-free = Os seus pedidos ficam livres para a equipa.
duty-back = Está de serviço outra vez.
duty-not-away = Não tem ausências marcadas.
duty-deputy = { $name } fica ausente até { $until }. Estes pedidos passam para si:
duty-head = Quem está de serviço:
duty-tier = Nível { $tier }
duty-no-tier = Sem nível
duty-nobody = – ninguém
duty-here = – { $name }
duty-away = – { $name }: ausente até { $until }
duty-away-for = – { $name }: ausente até { $until }, substitui { $deputy }
rota-line = – { $days } { $hours }: { $name }
rota-line-now = – { $days } { $hours }: { $name } (agora)
rota-away = , ausente até { $until }
rota-away-for = , ausente até { $until }, substitui { $deputy }
rota-set = Nível { $tier }: { $name }, { $days } { $hours }.
rota-taken = { $name } deixa de ter turnos no nível { $tier }.
rota-ended = O nível { $tier } deixa de ter escala. Conta toda a equipa do nível.
rota-none = Não há turnos desses no nível { $tier }.
rota-who = Não encontro «{ $typed }» na equipa. Escreva o nome de quem fica de serviço.
rota-unclear = Não percebi. Escreva assim:
    /escala nível 2 seg-sex 8-16 Benedito
    /escala nível 2 sáb 8-12 Carla
    /escala tirar nível 2 Carla
stage-on-duty = Está de serviço no nível { $tier }. Este pedido espera lá.
nobody-there = Ninguém trabalha no nível { $tier }. Para que nível segue o pedido?
nobody-anywhere = Ninguém trabalha no nível { $tier }, nem noutro nível. O pedido fica onde está.
absent-until = { $name } está ausente até { $until }. O pedido fica como estava.
absent-deputy = Substitui { $deputy }. Atribuir?
absent-nobody = Não há quem substitua. A quem fica o pedido?
stage-handed-over = { $agent } está ausente. { $deputy } fica com este pedido.
stage-freed = { $agent } está ausente. Este pedido está livre.
happened-hand-over = Entregue, por ausência
help-away = /ausente 05/12 nome: até quando está ausente, e quem o substitui
help-present = /presente: está de serviço outra vez
help-rota = /escala: quem está de serviço. Quem gere o apoio marca turnos: /escala nível 2 seg-sex 8-16 nome
