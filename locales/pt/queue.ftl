# A fila: páginas, filtros, o resumo da manhã, respostas a vários pedidos de uma vez.

queue-head = Fila{ $filter }: { $count ->
    [one] 1 pedido
   *[other] { $count } pedidos
}
queue-range = ({ $first } a { $last } de { $count })
queue-range-one = ({ $first } de { $count })
queue-number = Escreva o número para ver um pedido.
queue-empty = Fila{ $filter }: não há pedidos.
queue-partly = O texto foi procurado só nos 2000 pedidos mais recentes. Pode haver outros mais antigos.
queue-unowned = Por atribuir
queue-closed-too = Também os fechados
queue-incomplete = por completar
queue-deadline = prazo { $day }
queue-stalled = sem mudança há { $age }
queue-minutes = { $count } min
queue-hours = { $count } h
queue-days = { $count ->
    [one] 1 dia
   *[other] { $count } dias
}
queue-unclear = Não percebi «{ $words }». Escreva por exemplo:
    /fila novos prioridade:urgente provincia:Gaza
    /fila estado:resolvido texto:"não abre"
queue-ambiguous = «{ $word }» pode ser: { $keys }. Escreva por exemplo /fila { $key }:{ $word }
queue-facility = «{ $word }» pode ser: { $facilities }. Escreva o código: /fila us:{ $code }
queue-not-on-list = O número { $number } não está na última lista, que vai de { $first } a { $last }.
queue-no-listing = Não sei de que pedidos são esses números. Nas últimas 24 horas não mostrei nenhuma lista. Escreva /fila e responda com os números.
queue-photo-question = Pode enviar uma foto do ecrã ou do aparelho que mostre o problema?

digest-head = Bom dia, { $name }. Pedidos seus: { $mine }. Novos, por assumir: { $fresh }.
digest-more = { $count ->
    [one] E mais 1 pedido: escreva /fila
   *[other] E mais { $count } pedidos: escreva /fila
}
digest-reply = Responda com os números, por exemplo:
    1 feito reiniciei o servidor; 2 esc falta acesso ao servidor; 3 foto?
digest-nothing = Não tem pedidos seus, nem novos por assumir.

batch-part = { $number }. { $reference }: { $end }
batch-part-nothing = { $number }. { $end }
batch-no-reason = Falta o motivo. Nada foi feito.
batch-no-resolution = Falta dizer como ficou resolvido. Nada foi feito.
batch-no-words = Falta o texto. Nada foi feito.
batch-no-value = Falta a escolha, ou não existe. Nada foi feito.
batch-not-understood = Não percebi «{ $typed }».
batch-not-on-list = Não está na última lista.
batch-check-the-number = «{ $typed }» tem um número errado. Uma referência é assim: { $example }
batch-not-now = Não é possível agora. Estado: { $status }.

choice-queue = Fila
choice-queue-new = Novos
choice-queue-mine = Meus
choice-queue-stalled = Parados
choice-queue-all = Todos
choice-queue-next = Seguinte
choice-queue-previous = Anterior
choice-triage-next = Pedido seguinte
choice-triage-again = Ver de novo
board-head = { $count ->
    [0] Fila: nenhum pedido por assumir.
    [one] Fila: { $count } pedido por assumir.
   *[other] Fila: { $count } pedidos por assumir.
}
board-more = { $count ->
    [one] Mais { $count }. Para ver todos: /fila
   *[other] Mais { $count }. Para ver todos: /fila
}
card-moved-tier = { $reference } passou para o nível { $tier } e está noutro grupo.
card-moved-system = { $reference } é agora de { $system } e está noutro grupo.
queue-calls = Por telefonar
triage-head = { $count ->
    [0] Triagem: é o último pedido novo.
    [one] Triagem: este e mais 1 pedido novo.
   *[other] Triagem: este e mais { $count } pedidos novos.
}
triage-seen = { $count ->
    [one] Triagem feita. O pedido novo que ainda espera já foi visto.
   *[other] Triagem feita. Os { $count } pedidos novos que ainda esperam já foram vistos.
}
triage-done = Triagem feita: não há mais pedidos novos.
