# Para onde foi uma mensagem.
choice-elsewhere = Outro pedido

guessed = Enviado à equipa de apoio. Não era sobre este pedido?
    { $reference }
ask-written-line = Pode escrever o problema numa frase? A mensagem de voz segue com o pedido.
held-corrected = Corrigi a mensagem guardada.
parked = O pedido que está a escrever fica guardado.
unchosen = { $reporter } não escolheu o pedido. Confirme se a mensagem é deste.
    { $reference }
recalled = { $reporter } diz que a última mensagem não era deste pedido.
    { $reference }
happened-recall = Mensagem retirada: não era deste pedido
happened-unchosen = Mensagem sem pedido escolhido
