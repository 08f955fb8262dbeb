# Os formulários: o que se diz quando uma resposta não serve, e o guia para imprimir.

not-a-number = Escreva só um número, por exemplo 12 ou 3,5.
not-a-number-least = Escreva só um número, a partir de { $least }.
not-a-number-most = Escreva só um número, até { $most }.
not-a-number-between = Escreva só um número, de { $least } a { $most }.
not-a-date = Escreva uma data, por exemplo 20/11/2026 ou «ontem».
not-yes-or-no = Responda «sim» ou «não».
not-a-file = Falta o ficheiro. Envie uma foto ou um documento.
which-facility = Para «{ $typed }» encontrei isto. Escolha a Unidade Sanitária.
no-such-facility =
    Não encontrei «{ $typed }» na lista.
    Escreva de novo, ou escolha «Outra» para usar este nome.
form-description = O que fez e o que apareceu no ecrã. Sem nomes nem NID de doentes.
form-files = Uma foto do ecrã ajuda. Cubra os dados de doentes.
form-added = Juntei o formulário ao pedido que estava a escrever.
form-changed = As perguntas mudaram entretanto. As respostas que servem ficaram guardadas.

which-guide = De que tipo de problema quer ver as perguntas?
guide-head = Guia: { $category }
guide-approval = Este pedido precisa de aprovação antes de ser tratado.
guide-no-questions = Não tem perguntas próprias.
guide-question = { $number }. { $question }
guide-only-if = Só se a resposta { $number } for: { $answers }.
guide-choice = Escolha: { $options }.
guide-text = Responda por palavras suas.
guide-number = Escreva um número, por exemplo 12 ou 3,5.
guide-number-between = Escreva um número, de { $least } a { $most }.
guide-number-least = Escreva um número, a partir de { $least }.
guide-number-most = Escreva um número, até { $most }.
guide-date = Escreva uma data, por exemplo 20/11/2026 ou «ontem».
guide-yes-no = Responda sim ou não.
guide-attachment = Envie uma foto ou um documento.
guide-facility = Escreva o nome ou o código da Unidade Sanitária.
guide-person = Escreva o nome e o apelido.
guide-required = Obrigatória.
guide-optional = Pode saltar.
guide-after = Em todos os pedidos pergunto ainda: sistema, urgência, quem é afectado, descrição e fotos.
guide-sheet = Guia dos formulários
guide-always = Em todos os pedidos
