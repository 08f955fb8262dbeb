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
ask-note = Escreva a nota. Só a equipa de apoio a lê.
    { $reference }
ask-reply = Escreva a resposta. Vai para quem reportou.
    { $reference }
ask-question-words = Escreva a pergunta. Vai para quem reportou.
    { $reference }
ask-resolution = Escreva como ficou resolvido. Vai para quem reportou.
    { $reference }
ask-still-broken = O que é que ainda não funciona? Escreva numa frase.
    { $reference }
done-take = Pedido assumido.
    { $reference }
done-note = Nota guardada.
    { $reference }
done-reply = Resposta enviada.
    { $reference }
done-ask = Pergunta enviada.
    { $reference }
done-resolve = Dado como resolvido. Quem reportou vai confirmar.
    { $reference }
done-answer = Enviado à equipa de apoio.
    { $reference }
done-confirm = Obrigado. O pedido fica fechado.
    { $reference }
done-reopen = Pedido reaberto. A equipa vai ver de novo.
    { $reference }
which-ticket = É sobre qual pedido? A sua mensagem está guardada.
still-broken-or-new =
    Este pedido foi dado como resolvido. Ainda não funciona, ou é outro problema?
    { $reference }
thanks = Obrigado. Se houver outro problema, escreva aqui.
only-words-go = Aqui só segue texto. O ficheiro não foi enviado.
not-written = Está bem. Nada foi enviado.

no-such-request = Não encontro esse pedido. Confirme a referência.
not-allowed = A sua função não permite isso.
not-here = Aqui não é possível. Escreva-me em privado.
not-now = Já não é possível. Estado do pedido: { $status }.
    { $reference }
not-now-owned = Já foi assumido por { $owner }. Estado do pedido: { $status }.
    { $reference }
check-the-number = Confirme o número: «{ $typed }» tem um algarismo errado.
which-reference = Falta a referência do pedido, por exemplo { $example }.
did-you-mean = Queria escrever /{ $command }?
unknown-command = Não conheço esse comando. Escreva /ajuda para ver a lista.
quarantined = A mensagem está guardada, mas não foi possível tratá-la. A equipa de apoio vai vê-la.
already-answered = Esta pergunta já foi respondida: «{ $chosen }».
dead-button = Este botão já não está activo.

help-reporter =
    Descreva o problema numa mensagem e eu pergunto o resto.
    /novo: reportar um problema
    /meus: ver os seus pedidos
    /estado { $example }: ver um pedido
    /guia: ver o que cada formulário pergunta
    /cancelar: parar o que está a fazer
    /lingua en: change to English
help-agent =
    /assumir, /nota, /responder, /pedir, /resolver: com a referência e o texto.
    Por exemplo: /nota { $example } Falei com a farmácia.
    No tópico de um pedido, a referência não é precisa.
    Texto simples no tópico fica como nota interna.
    /estado { $example }: ver um pedido
    /novo: reportar um problema
    /lingua en: change to English
help-manager =
    /estado { $example }: ver um pedido
    /novo: reportar um problema
    /meus: ver os seus pedidos
    /guia: ver o que cada formulário pergunta
    /lingua en: change to English

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
