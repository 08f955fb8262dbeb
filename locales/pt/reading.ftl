# O que quem lê faz com os avisos.

reading-joined = Pedido { $reference } registado: faz parte do aviso.
reading-joined-before = Já está registado: pedido { $reference }.
reading-join-over = Este aviso já terminou.
reading-replied = A resposta ao aviso { $name } chegou à equipa.
reading-led-away = Continua na conversa privada.
reading-words = Resposta ao aviso { $name }: «{ $words }». Fazer um pedido com estas palavras?
reading-begin-at = Primeiro é preciso entrar: { $link }
reading-begin = Primeiro é preciso escrever ao assistente em privado.
reading-answers = Respostas ao aviso { $name }:
reading-answers-in = Respostas ao aviso { $name } ({ $place }):
reading-answer = { $who }: «{ $words }»
reading-answer-files = { $who }: { $count ->
    [one] um ficheiro
   *[other] { $count } ficheiros
}
reading-muted = Os avisos ficam em silêncio. Para os receber outra vez: /avisos normal
reading-followed = Todos os avisos chegam aqui. Como antes: /avisos normal
reading-digest = Os avisos chegam juntos, uma vez por dia. Como antes: /avisos normal
reading-usual = Chegam os avisos do costume.
reading-muted-group = Este grupo não recebe avisos. Para os receber outra vez: /avisos normal
reading-digest-group = Os avisos chegam juntos a este grupo, uma vez por dia. Como antes: /avisos normal
reading-usual-group = Este grupo recebe os avisos do costume.
reading-muted-one = Aviso { $name }: em silêncio.
reading-followed-one = Aviso { $name }: as novidades chegam aqui.
reading-digest-one = Aviso { $name }: as novidades chegam juntas, uma vez por dia.
reading-usual-one = Aviso { $name }: como de costume.
reading-followed-from = Nada foi enviado. As novidades do aviso { $name } chegam aqui.
reading-helped = Ainda bem. Nada foi enviado à equipa.
reading-no-such = Não há um aviso com esse número. A lista: /avisos

choice-reply-report = Novo pedido
choice-mute-this = Silenciar
choice-follow-this = Seguir
