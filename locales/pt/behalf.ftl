# Reportar em nome de quem telefona, escreve ou aparece.

behalf-came = Como falou consigo { $name }? Se foi por telefone, escreva o número.
behalf-phone = Qual é o número de telefone de { $name }?
behalf-count = Quantas pessoas têm este problema? Escreva o número.
caller-told = { $name } fica a saber no seu próprio chat.
caller-invited = Convite para { $name }. Envie este código, para que acompanhe o pedido:
filed-for = { $by } registou este pedido em seu nome. Para juntar algo, responda a esta mensagem.
    { $reference }
marked-came-by = Contacto
marked-filed-by = Registado por
marked-people = Pessoas com o problema
happened-on-behalf = Convite a quem pediu ajuda
choice-came-by-phone = Telefone
    .words = por telefone, ligou, telefonou, chamada, phone
choice-came-in-person = Em pessoa
    .words = presencial, pessoalmente, aqui, in person
choice-came-by-email = E-mail
    .words = email, correio, por email
choice-no-number = Sem número
    .words = nao tem, nao sei, saltar, sem telefone, no number
choice-only-one = Só uma
    .words = so um, uma, um, so ela, so ele, uma pessoa, only one
choice-invite-caller = Convidar por SMS
    .words = convidar, convite, sms, invite
