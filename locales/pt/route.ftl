# Para onde foi uma mensagem.
choice-elsewhere = Outro pedido

guessed = Enviado à equipa de apoio. Não era sobre este pedido?
    { $reference }
ask-written-line = Pode escrever o problema numa frase? A mensagem de voz segue com o pedido.
held-corrected = Corrigi a mensagem guardada.
held-deleted = Retirei a mensagem guardada que apagou.
draft-deleted = Retirei a mensagem apagada do pedido que está a escrever.
unsaid = Retirei do pedido a mensagem que apagou. A equipa ainda a vê no histórico.
    { $reference }
unsaid-stands = Apagou a mensagem, mas o pedido fica como está. Para mudar, escreva aqui.
    { $reference }
deleted = { $reporter } apagou uma mensagem deste pedido. Fica no histórico como retirada.
    { $reference }
deleted-stands = { $reporter } apagou na conversa uma mensagem deste pedido. O pedido fica como está.
    { $reference }
happened-delete = Mensagem apagada na conversa
parked = O pedido que está a escrever fica guardado.
unchosen = { $reporter } não escolheu o pedido. Confirme se a mensagem é deste.
    { $reference }
recalled = { $reporter } diz que a última mensagem não era deste pedido.
    { $reference }
happened-recall = Mensagem retirada: não era deste pedido
happened-unchosen = Mensagem sem pedido escolhido
