# As pessoas: convites, procurar, bloquear, sair, os próprios dados, contactos.

invite-whom = Quem quer convidar?
ask-facility-of = Para que Unidade Sanitária é o convite? Escreva o nome ou o código.
facilities-of = Para «{ $typed }» encontrei isto. Escolha a Unidade Sanitária.
no-facility-of = Não encontrei «{ $typed }» na lista. Escreva o nome ou o código.
not-your-partner =
    A sua organização não apoia { $facility }.
    Escreva o nome de outra Unidade Sanitária.
ask-tier = Em que nível vai trabalhar?
ask-partner = De que organização? Escreva o nome ou o código.
invited-reporter = Convite para quem trabalha em { $of }. Pode reencaminhar esta mensagem.
invited-facility = Código para todos os que trabalham em { $of }. Pode pô-lo na parede, onde só passa o pessoal.
invited-agent = Convite para técnico(a) de apoio, nível { $tier }. Pode reencaminhar esta mensagem.
invited-focal-point = Convite para ponto focal: { $of }. Pode reencaminhar esta mensagem.
invited-manager = Convite para gestor(a). Pode reencaminhar esta mensagem.
second-chat =
    Este código liga outro chat seu a esta conta. Não o dê a ninguém.
    No outro chat, abra a ligação ou escreva /ligar e o código.
handed-code = Código: { $code }
handed-once = Serve uma vez, até { $until }.
handed-many = Serve para várias pessoas, até { $until }.
code-of-another =
    Este código é de outra pessoa, e este chat já está registado em seu nome.
    Use-o num chat ainda sem registo.

ask-whom-find-person = Quem procura? Escreva o nome ou o telefone.
ask-whom-block = Quem quer bloquear? Escreva o nome ou o telefone.
ask-whom-unblock = Quem quer desbloquear? Escreva o nome ou o telefone.
ask-whom-revoke = A quem quer retirar a função? Escreva o nome ou o telefone.
nobody-found = Não encontrei ninguém com «{ $typed }».
several-people = Encontrei estas pessoas. Escolha uma.
people-line = { $name } · { $role }
people-role = Função
people-partner = Organização
people-phone = Telefone
people-reported = Pedidos abertos
people-owned = Pedidos a cargo
people-blocked = Esta pessoa está bloqueada.
people-left = Saiu do apoio.
people-group = Grupo
people-notify = Notificações
people-notify-none = só o que é para si
people-notify-mine = os pedidos que segue
people-notify-partner = os pedidos da sua organização
people-notify-all = todos os pedidos
people-notify-digest = um resumo por dia
people-quiet = Sem avisos
role-of-tier = { $role }, nível { $tier }
sure-block =
    Bloquear { $name }?
    O apoio deixa de responder a esta pessoa. Os pedidos e o histórico ficam.
sure-unblock =
    Desbloquear { $name }?
    O apoio volta a responder a esta pessoa.
sure-revoke =
    Retirar a função a { $name }?
    Fica como utilizador(a). Os pedidos a seu cargo ficam livres.
did-block = { $name }: bloqueio feito. O histórico fica guardado.
did-unblock = { $name }: desbloqueio feito.
did-revoke = { $name }: função retirada. Os botões antigos desta pessoa já não funcionam.
nothing-changed = Está bem. Nada mudou.
you-are-blocked = A sua conta está bloqueada neste apoio. As mensagens ficam guardadas, mas ninguém responde aqui. Se for engano, fale com o ponto focal.
owner-gone = { $agent } já não está na equipa. O pedido está livre.
    { $reference }

sure-leave =
    Quer mesmo sair? Deixa de receber mensagens.
    Os seus pedidos ficam guardados. Um pedido por enviar é apagado.
sure-leave-agent =
    Quer mesmo sair? Deixa de receber mensagens.
    Os pedidos a seu cargo ficam livres para outros.
left = Saiu. Não recebe mais mensagens nossas. Para voltar, basta escrever aqui.
back = Está de volta, { $name }. Volta a receber as nossas mensagens.

profile-head = Os seus dados:
ask-phone = Qual é o seu número de telefone?
ask-which-facility = Procurei «{ $typed }» na lista. Escolha a sua Unidade Sanitária, ou «Outra» para usar este nome.
no-phone = Isso não parece um número de telefone. Por exemplo: 84 123 4567.
saved = Está guardado.
facility-not-proven =
    Para ler os pedidos dos colegas, peça o código desta Unidade Sanitária ao ponto focal.
    Depois, escreva /ligar e o código.

ask-group = A que grupo pertence?
redirect-start-over = Se escolheu o grupo errado, escreva «começar de novo».
ask-field = Indique, por favor: { $field }.

contacts-head = Quem ajuda em { $facility }
contacts-head-room = Contactos do apoio
contacts-no-facility = Ainda não sei em que Unidade Sanitária trabalha. Escreva /perfil para a indicar.
contacts-agents = Primeiro apoio
contacts-focal-points = Ponto focal
contacts-nobody = ninguém registado
contacts-desk = Telefone do apoio
contacts-emergency = Emergência
contacts-private = Para reportar um problema, escreva-me em privado.
contacts-here = Também pode escrever o problema aqui, a qualquer hora.

choice-leave-it = Não
    .words = deixar, deixe, nada, cancelar, cancela
choice-empty = Sem resposta
    .words = nenhum, nao tenho, apagar, saltar
choice-sure-leave = Sim, sair
    .words = sair, quero sair
choice-sure-block = Sim, bloquear
    .words = bloquear, bloqueia
choice-sure-unblock = Sim, desbloquear
    .words = desbloquear, desbloqueia
choice-sure-revoke = Sim, retirar
    .words = retirar, revogar
choice-block = Bloquear
    .words = bloqueia
choice-unblock = Desbloquear
    .words = desbloqueia
choice-revoke = Revogar
    .words = retirar funcao, retirar
choice-invite-reporter = Utilizador(a)
    .words = utilizador, utilizadora
choice-invite-facility = Todos de uma US
    .words = codigo, cartaz, todos
choice-invite-agent = Técnico(a)
    .words = tecnico, tecnica, agente
choice-invite-focal-point = Ponto focal
    .words = focal
choice-invite-manager = Gestor(a)
    .words = gestor, gestora
choice-tier-1 = Nível 1
    .words = primeiro
choice-tier-2 = Nível 2
    .words = segundo
choice-tier-3 = Nível 3
    .words = terceiro
choice-tier-4 = Nível 4
    .words = quarto
choice-item-name = Nome
    .words = o nome, mudar nome
choice-item-facility = Unidade Sanitária
    .words = us, a us, unidade
choice-item-phone = Telefone
    .words = numero, telemovel
choice-item-language = Língua
    .words = idioma
happened-revoke = Função retirada
happened-leave = Saída do responsável
