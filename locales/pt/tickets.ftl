# Os pedidos: estado, palavras para eles, o que não é possível, ajuda.

ticket-head = { $reference } · { $status }
ticket-priority = Prioridade
ticket-facility = Unidade Sanitária
ticket-reporter = Reportado por
ticket-owner = Responsável
ticket-files = { $count ->
    [one] 1 ficheiro
   *[other] { $count } ficheiros
}
mine-head = Os seus pedidos:
mine-line = { $reference } · { $system } · { $status }
no-tickets = Não tem pedidos abertos.
which-ticket = É sobre que pedido? A sua mensagem está guardada.
still-broken-or-new =
    Este pedido foi dado como resolvido. Ainda não funciona, ou é outro problema?
    { $reference }
works-or-new =
    Este pedido foi dado como resolvido. Já funciona, ou é outro problema?
    { $reference }
thanks = Obrigado. Se houver outro problema, escreva aqui.
one-command-each = Só um comando por mensagem. Não fiz nada: envie cada um à parte.
only-words-go = Aqui só pode enviar texto. O ficheiro não foi enviado.
not-written = Está bem. Nada foi enviado.

no-such-request = Não encontro esse pedido. Confirme a referência.
not-allowed = A sua função não permite isso.
not-here = Aqui não é possível. Escreva-me em privado.
closed-already = O pedido já está fechado. Obrigado por confirmar.
    { $reference }
not-now = Isso não é possível agora. Estado do pedido: { $status }.
    { $reference }
not-now-owned = Já foi assumido por { $owner }. Estado do pedido: { $status }.
    { $reference }
check-the-number = Confirme a referência: «{ $typed }» tem um número errado.
which-reference = Falta a referência do pedido, por exemplo { $example }.
did-you-mean = Queria escrever /{ $command }?
unknown-command = Não conheço esse comando. Escreva /ajuda para ver a lista.
quarantined = A mensagem está guardada, mas não foi possível tratá-la. A equipa de apoio vai vê-la.
already-answered = Esta pergunta já foi respondida: «{ $chosen }».
dead-button = Este botão já não funciona.
others-button = Este botão é de outra pessoa.


status-waiting-focal-point = À espera do ponto focal
status-new = Novo
status-in-progress = Em curso
status-waiting-reporter = À espera de resposta
status-waiting-third-party = À espera de terceiros
status-resolved = Resolvido
status-closed = Fechado
status-duplicate = Duplicado
status-rejected = Rejeitado
status-cancelled = Cancelado
status-waiting-you = À espera da sua resposta

already-so = Já está assim.
talk-needs-thread = Aqui a conversa misturava-se com a da equipa. Use o tópico do pedido, ou escreva-me em privado.
too-late = Já não é possível desfazer. A mensagem já foi enviada, ou o pedido mudou.
edit-too-late = Vi a correcção, mas a mensagem já estava tratada. Para mudar, escreva de novo.
history-head = Histórico do pedido:
history-line = { $at } · { $who } · { $what }
history-line-nobody = { $at } · { $what }
history-change = { $what }: { $from } → { $to }
quoted = «{ $words }»
history-earlier = (antes: «{ $words }»)
history-taken-back = (desfeito)
marked-problem = Problema
marked-private = Privado
marked-unanswered = Fechado sem resposta
marked-lapsed = Sem aprovação do ponto focal
marked-call = ☎ Ligar a quem reportou
marked-call-phone = ☎ Ligar a quem reportou: { $phone }
marked-pending = À espera de aprovação
marked-origin = Origem
marked-department = Departamento
marked-environment = Ambiente
marked-deadline = Prazo
marked-visit = Visita
marked-tags = Etiquetas
marked-tier = Nível
marked-repeated = { $count ->
    [one] Outro pedido repete este
   *[other] { $count } pedidos repetem este
}
marked-behalf = Em nome de
marked-page = Página

happened-file = Reportado
happened-take = Assumido
happened-assign = Atribuído a
happened-release = Largado
happened-called = Telefonema
happened-note = Nota
happened-reply = Resposta
happened-ask = Pergunta
happened-resolve = Resolvido
happened-close = Fechado
happened-reject = Rejeitado
happened-duplicate = Marcado como repetição
happened-escalate = Encaminhado
happened-wait = À espera de terceiros
happened-resume = Retomado
happened-priority = Prioridade
happened-severity = Gravidade
happened-category = Categoria
happened-tag = Etiqueta
happened-kind = Tipo
happened-origin = Origem
happened-department = Departamento
happened-environment = Ambiente
happened-private = Privado
happened-deadline = Prazo
happened-visit = Visita
happened-answer = Mensagem para a equipa
happened-confirm = Confirmado
happened-reopen = Reaberto
happened-withdraw = Cancelado por quem reportou
happened-still-need = Ainda é preciso
happened-lapse = Fechado sem resposta
happened-forward = Encaminhado sem resposta do ponto focal
happened-approve = Aprovado
happened-pass-on = Passado à equipa de apoio
happened-refuse = Não aprovado
happened-take-back = Desfeito
happened-edit = Texto corrigido
