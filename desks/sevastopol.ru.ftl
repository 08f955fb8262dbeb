# Термины Регламента по технической поддержке и сопровождению информационных систем города Севастополя.
# One plain message a line: the section of the desk file, a hyphen, and the key there.

desk = Техническая поддержка и сопровождение ИС

# 3.1 Влияние
severity-feature = Нововведение
severity-text = Текст/опечатка
severity-tweak = Настройка
severity-minor = Малое
severity-major = Большое
severity-crash = Критический
severity-block = Блокирующий

# 3.2 Приоритет
priority-none = Нет
priority-low = Низкий
priority-normal = Обычный
priority-high = Высокий
priority-urgent = Срочный
priority-immediate = Неотложный

# 4, 5 Статусы
status-new = Новая
status-waiting-reporter = Обратная связь
status-resolved = Решена
status-closed = Закрыта

# 2.1 Линии
tier-1 = Первая линия
tier-2 = Вторая линия
tier-3 = Третья линия

# 2.3 Отделы
department-osis = ОСИС
department-oit = ОИТ
department-oib = ОИБ

# 4 Поля заявки
question-subject = Тема

# 1 Предмет заявки
system-mis = МИС
category-fault = Устранение ошибок
category-development = Доработка
category-account = Учетная запись
category-settings = Настройки
category-question = Другие вопросы
