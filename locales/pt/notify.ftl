# Novidades para quem segue, aprova ou é responsável; quem entra numa Unidade Sanitária; respostas prontas.

# Para quem segue um pedido ou é responsável por ele.
followed-take = { $who } assumiu o pedido.
followed-reply = { $who } (apoio) respondeu a quem reportou.
followed-ask = { $who } (apoio) fez uma pergunta a quem reportou.
followed-resolve = A equipa deu o pedido como resolvido.
followed-reject = A equipa rejeitou o pedido: fora do âmbito.
followed-wait = O pedido espera agora por alguém fora da equipa de apoio.
followed-close = O pedido ficou fechado.
followed-reopen = { $who } diz que ainda não funciona.
followed-answer = { $who } enviou mais informação.
followed-confirm = { $who } confirmou: já funciona.
followed-still-need = { $who } ainda precisa do pedido.
followed-withdraw = { $who } já não precisa do pedido.
followed-approve = { $who } aprovou o pedido.
followed-pass-on = { $who } passou o pedido à equipa de apoio.
followed-refuse = { $who } não aprovou o pedido.
followed-priority = A prioridade mudou de { $from } para { $to }.
followed-severity = A gravidade mudou de { $from } para { $to }.
followed-category = A categoria mudou de { $from } para { $to }.
followed-tag = As etiquetas mudaram: { $to }
followed-duplicate = O pedido repete { $to }.
followed-deadline = A equipa prometeu resolver o pedido até { $to }.
followed-visit = { $to ->
    [none] A visita à Unidade Sanitária foi desmarcada.
   *[other] Visita à Unidade Sanitária: { $to }.
}
followed-escalate = O pedido passou para o nível { $to } do apoio.

while-away = { $count ->
    [one] Enquanto esteve fora: 1 novidade.
   *[other] Enquanto esteve fora: { $count } novidades.
}
news-digest-head = { $count ->
    [one] Novidades de um pedido:
   *[other] Novidades de { $count } pedidos:
}
new-ticket = Novo pedido:
of-facility = Da sua Unidade Sanitária:

# O que é enviado em privado.
levels = Que novidades quer receber em privado? Agora: { $now }.
level-none = Em privado recebe só as mensagens que são para si.
level-mine = Em privado recebe as novidades dos pedidos que são seus ou que segue.
level-all = Em privado recebe cada pedido novo, e as novidades dos seus e dos que segue.
level-digest = Em privado recebe um resumo por dia, às 7:30. O que é crítico vem logo.
room-levels = Que novidades quer receber neste grupo?
room-level-all = Este grupo recebe todas as novidades.
room-level-mine = Este grupo recebe só as novidades dos pedidos tratados aqui. Os resumos dos pedidos continuam actualizados.
room-level-none = Este grupo deixa de receber novidades. Os resumos dos pedidos continuam actualizados.
quiet-ask = Escreva as horas em que não quer avisos, por exemplo: /silencio 20-7
quiet-ask-now = Não recebe avisos das { $from }h às { $until }h. Para mudar: /silencio 20-7. Para receber a qualquer hora: /silencio nao
quiet-set = Das { $from }h às { $until }h não recebe avisos. Chegam depois das { $until }h. O que é crítico vem logo.
quiet-off = Recebe avisos a qualquer hora.

choice-level-none = Nenhumas
choice-level-mine = Só as minhas
choice-level-all = Todas
choice-level-digest = Resumo por dia
choice-let-in = Aceitar
choice-let-in-not = Recusar

# Ver os pedidos da Unidade Sanitária.
join-asked = Falta o ponto focal confirmar que trabalha em { $facility }. A resposta chega aqui.
joined-already = Já pode ver os pedidos de { $facility }. Escreva /meus.
join-waits = O ponto focal ainda não respondeu sobre { $facility }. A resposta chega aqui.
no-facility = A sua Unidade Sanitária não está na lista. Peça o código dela ao ponto focal e escreva /ligar CÓDIGO.
nobody-to-ask = { $facility } não tem ponto focal registado. Peça o código da Unidade Sanitária a um colega e escreva /ligar CÓDIGO.
asks-to-join = { $name } diz que trabalha em { $facility } e pede para ver os pedidos de lá. Confirma?
let-in = { $name } já pode ver os pedidos da Unidade Sanitária.
not-let-in = Está bem. { $name } não vê os pedidos da Unidade Sanitária.
let-in-before = Já foi respondido: { $name } pode ver os pedidos da Unidade Sanitária.
not-let-in-before = Já foi respondido: { $name } não vê os pedidos da Unidade Sanitária.
joined = { $by } confirmou. Já pode ver os pedidos de { $facility }. Escreva /meus.
not-joined = { $by } não confirmou que trabalha em { $facility }. Pode continuar a ver os seus próprios pedidos.

# Reportar em nome de alguém.
behalf-name = Em nome de quem? Escreva o nome e o apelido.
behalf-facility = Em que Unidade Sanitária trabalha { $name }? Escreva o nome ou o código.
behalf-found = Procurei «{ $typed }». Escolha a Unidade Sanitária, ou «Outra» para usar este nome.
finish-first = Termine ou apague primeiro este pedido.

# Aprovações.
awaits-approval = Segue para a equipa de apoio quando for aprovado.
at-gate = O ponto focal da sua organização vê o pedido primeiro.
at-gate-until = O ponto focal da sua organização vê o pedido primeiro. Sem decisão, segue para a equipa { $at }.
gate-which = Qual destes pedidos?
gate-nothing = Nenhum pedido espera por si.
gate-asks = Pergunta enviada. A resposta chega aqui.
    { $reference }
gate-resolved = Solução enviada. Quem reportou diz se já funciona.
    { $reference }
decided-approved = Já foi decidido: { $by } aprovou o pedido.
    { $reference }
decided-refused = Já foi decidido: { $by } não aprovou o pedido.
    { $reference }
decided-passed = Já foi decidido: { $by } passou o pedido à equipa de apoio.
    { $reference }
decided-kept = Já foi decidido: { $by } resolveu o pedido.
    { $reference }
marked-incomplete = Por completar: falta perguntar o resto
marked-unapproved = Sem aprovação: não há quem aprove

# Quem reportou já não recebe mensagens.
for-colleague = Esta mensagem era para { $name }, que já não recebe mensagens. Vem para si, por ser da mesma Unidade Sanitária:
forwarded = { $reporter } já não recebe mensagens. A mensagem segue para { $to }, da mesma Unidade Sanitária.
    { $reference }
gone-blocked = O acesso de { $reporter } está bloqueado: nada lhe é enviado.
    { $reference }
gone = { $reporter } já não recebe mensagens e não há colegas registados. Contacte por telefone.
    { $reference }

# Verbos.
done-watch = Passa a receber as novidades deste pedido. Para parar, escreva /deixar.
done-unwatch = Deixa de receber as novidades deste pedido.
words-answer = Escreva o que quer juntar, ou envie uma foto.
    { $reference }
choice-answer = Juntar informação

# Respostas prontas.
canned-ready = Respostas prontas. Para enviar uma: /resposta, a referência e as primeiras letras do nome.
canned-name = · { $name }
canned-none = Não há respostas prontas. Para criar: /resposta nova nome: texto
canned-which = Qual destas respostas quer enviar?
    { $reference }
canned-not-found = Não há nenhuma resposta pronta «{ $typed }».
canned-kept = Resposta pronta guardada: { $name }.
canned-removed = Resposta pronta apagada: { $name }.
canned-wrong-name = Escreva assim: /resposta nova nome: texto. O nome tem até 20 letras.
canned-taken = Já há uma resposta com o nome { $name }.
canned-not-yours = A resposta «{ $name }» não é sua. Só quem a criou a pode apagar.
