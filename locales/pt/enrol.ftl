# O registo: língua, Unidade Sanitária, nome.

hello = Olá. Este é o apoio aos sistemas de informação de saúde.
choose-language = Escolha a língua. / Choose a language.
words-kept = A sua mensagem está guardada. Falta só o registo.
need-code =
    Olá. Este é o apoio aos sistemas de informação de saúde.
    Para começar, peça um código ao ponto focal da sua Unidade Sanitária. Depois, escreva-o aqui.
ask-facility = Em que Unidade Sanitária trabalha? Escreva o nome ou o código.
facility-named = A mensagem fala de «{ $typed }». Qual é a sua Unidade Sanitária?
facility-found = Para «{ $typed }» encontrei isto. Escolha a sua Unidade Sanitária.
facility-unknown =
    Não encontrei «{ $typed }» na lista.
    Escreva de novo, ou escolha «Outra» para usar este nome.
facility-from-page = Unidade Sanitária: { $name }, da página onde pediu ajuda. Se não é esta, mude-a depois com /perfil.
ask-name = Como se chama? Escreva o nome e o apelido.
name-unreadable = Não consegui ler esse nome. Escreva-o com letras.
enrolled = Registo feito. Obrigado.
welcome = Olá, { $name }. Em que posso ajudar?
role-given = Código aceite. A sua função: { $role }.
bad-code = Este código está errado ou já não serve. Confirme-o com quem o enviou.
which-code = Escreva o código depois do comando, assim: /ligar CÓDIGO
slow-down = { $minutes ->
    [one] Demasiadas tentativas. Tente de novo daqui a 1 minuto.
   *[other] Demasiadas tentativas. Tente de novo daqui a { $minutes } minutos.
}
room-linked = Este grupo está ligado como { $purpose }.
room-tier = Só recebe os pedidos do nível { $tier }.
room-system = Só recebe os pedidos de { $system }.
room-watcher = Recebe notícias dos pedidos que { $watcher } acompanha.
room-topics = Para ter um tópico por pedido: active os tópicos do grupo e torne-me administrador com a permissão de os gerir.
purpose-agents = grupo da equipa de apoio
purpose-partner = grupo de parceiro
purpose-managers = grupo de gestores
purpose-watchers = grupo de acompanhamento
purpose-announcements = grupo de avisos
not-known-here = Primeiro é preciso o registo. Abra uma conversa privada comigo.
offer-language = Continue in English?
language-set = A partir de agora, respondo em português.

role-reporter = utilizador(a)
role-focal-point = ponto focal
role-agent = técnico(a) de apoio
role-manager = gestor(a)
role-admin = administrador(a)
