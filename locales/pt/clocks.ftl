# Prazos: quando se espera resposta, as contas de um prazo, o que o apoio promete.

filed-due =
    Pedido recebido. Prioridade: { $priority }.
    { $answer }
    Para juntar fotos ou mais detalhes, escreva aqui.
    { $reference }
answer-today = Resposta até { $time } de hoje.
answer-tomorrow = Resposta até { $time } de amanhã.
answer-on = Resposta até { $time } de { $weekday }, { $date }.
opens-today = hoje às { $time }
opens-tomorrow = amanhã às { $time }
opens-on = { $weekday }, { $date }, às { $time }
closed-now = O apoio está fechado agora. Abre { $opens }.
closed-contacts = Se o problema põe doentes em perigo, ligue já para alguém da lista: /contactos
closed-emergency = Se o problema põe doentes em perigo, ligue já: { $phone }

weekday-1 = segunda-feira
weekday-2 = terça-feira
weekday-3 = quarta-feira
weekday-4 = quinta-feira
weekday-5 = sexta-feira
weekday-6 = sábado
weekday-7 = domingo
weekday-short-1 = seg.
weekday-short-2 = ter.
weekday-short-3 = qua.
weekday-short-4 = qui.
weekday-short-5 = sex.
weekday-short-6 = sáb.
weekday-short-7 = dom.

to-be-set = por definir
marked-answer-by = Responder até
marked-resolve-by = Resolver ou encaminhar até
marked-expected = Resposta até
queue-due = até { $time }
queue-late = fora do prazo
queue-risk = Em risco

why-head = Contas do prazo. Nível { $tier }, prioridade { $priority }.
why-gate = Contas do prazo. O pedido espera pelo ponto focal.
why-none = Este pedido não tem prazo a contar.
    { $reference }
why-late-arrival = A mensagem chegou { $span } depois de ser escrita. Esse tempo conta.
why-outage = O balcão esteve parado das { $from } às { $until } de { $day }. Esse tempo conta.
why-outage-days = O balcão esteve parado de { $from } a { $until }. Esse tempo conta.
why-response = Primeira resposta
why-resolution = Resolver ou encaminhar
why-part = { $from } – { $until }: { $used }
why-part-always = { $from } – { $until }: { $used } (dia e noite)
why-part-reporter = { $from } – { $until }: não conta, à espera de quem reportou
why-part-outside = { $from } – { $until }: não conta, à espera de terceiros
why-part-resolved = { $from } – { $until }: não conta, estava resolvido
why-sum = Soma: { $used } de { $target }.
why-sum-open = Soma: { $used }.
why-due = Termina: { $at }.
why-late = Fora do prazo desde { $at }.
why-paused = Parado desde { $at }.
why-stopped = Cumprido: { $at }.
why-stopped-late = Terminou fora do prazo: { $at }.
why-open = Falta definir a data: /prazo

sla-head = O que o apoio promete, em horas de serviço:
sla-systems = { $systems }:
sla-none = Não há prazos definidos.
sla-tier = Nível { $tier } · { $name }
sla-line = { $priority }: resposta { $response }, resolver ou encaminhar { $resolution }
sla-line-always = { $priority } (dia e noite): resposta { $response }, resolver ou encaminhar { $resolution }
sla-standing = Fora do prazo: { $late }. Nas próximas 24 horas: { $soon }.

choice-queue-risk = Em risco

help-why = /porque { $example }: as contas do prazo
help-sla = /sla: horário, prazos e o que está em risco
help-stale = /parados: os pedidos sem mudança há mais tempo
help-holiday = /feriado 25/11 Gaza: fechar um dia, aí ou em todo o lado

holiday-everywhere = em todo o país
holiday-set = { $day }, { $place }: o apoio fecha. Os prazos são contados de novo.
holiday-half = { $day }, { $place }: o apoio abre só { $hours }. Os prazos são contados de novo.
holiday-taken = { $day }, { $place }: volta a ser um dia como os outros. Os prazos são contados de novo.
holiday-told = { $by } marcou um dia: { $day }, { $place }. O apoio fecha.
holiday-told-half = { $by } marcou um dia: { $day }, { $place }. O apoio abre só { $hours }.
holiday-told-taken = { $by } desmarcou um dia: { $day }, { $place }. O apoio abre como nos outros.
holiday-moved = { $count ->
    [0] Nenhum pedido aberto muda de prazo.
    [one] 1 pedido aberto muda de prazo.
   *[other] { $count } pedidos abertos mudam de prazo.
}
holiday-not-there = { $day }, { $place }: esse dia não estava marcado.
holiday-none = Não há dias marcados. Escreva por exemplo /feriado 25/11 Gaza
holiday-head = Dias marcados:
holiday-line = { $day } · { $place } · fechado
holiday-line-half = { $day } · { $place } · { $hours }
holiday-unclear = Não percebi. Escreva assim:
    /feriado 25/11
    /feriado 25/11 Gaza 07:30-12:00
    /feriado tirar 25/11 Gaza
