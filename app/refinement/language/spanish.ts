import type { Lexicon } from './lexicon.ts'

export const spanish: Lexicon = {
  language: 'es',
  stopWords: new Set(
    'a al algo antes aquí así aún cada como cómo con contra cual cuál cuando cuándo de del desde donde dónde e el él ella ellas ellos en entre era es esa ese eso esta está están este esto estos fue ha han hasta hay la las le les lo los más me mi mis mucho muy ni no nos nosotros o otra otro para pero por porque pues que qué quien quién se sea ser si sí sin sobre son su sus también tan te tiene todo todos tu tus un una unas uno unos usted y ya yo'.split(
      ' ',
    ),
  ),
  requestWords: new Set(
    'escribe escriba escribir redacta redacte redactar explica explique explicar describe describa resume resuma resumen resumir traduce traduzca traducir lista enumera enumere da dame dé haz haga crea cree genera genere compara compare analiza analice clasifica extrae extraiga muestra usa usando responde responda respuesta favor necesito ayuda texto artículo párrafo párrafos frase frases oración oraciones palabra palabras caracteres viñeta viñetas punto puntos tabla json csv código formato estilo tono corto corta cortas largo larga breve detallado simple sencillo exactamente máximo mínimo menos siguiente siguientes arriba abajo ejemplo ejemplos bueno buena buenos bonito interesante varios varias algunos algunas nuevo nueva nuevos etc paso pasos idea ideas consejo consejos correo numerada aproximadamente pregunta preguntas dos tres cuatro cinco seis siete ocho nueve diez poema poemas haiku historia historias cuento ensayo discurso eslogan carta blog entrada informe descripción reseña canción guion diálogo titular chiste receta biografía boletín plan guía tutorial introducción conclusión anuncio página objeto claves años puedes podrías electrónico mensaje menos'.split(
      ' ',
    ),
  ),
  vagueWords:
    'algun[oa]s?|vari[oa]s|divers[oa]s|much[oa]s|un poco|cosas?|algo|buen[oa]?s?|bonit[oa]s?|interesantes?|apropiad[oa]s?|adecuad[oa]s?|mejor|etc|y así sucesivamente|quizás?|tal vez|si es posible|pronto|relativamente|bastante',
  asides:
    'sin|evit[ae]|evitando|no|nunca|excepto|salvo|en lugar de|en vez de|para (?:principiantes|expertos|niños|estudiantes|adultos)',
  tasks: {
    translate: 'traduce|traduzca|traducir',
    summarise: 'resume|resuma|resumir|sintetiza|haz un resumen',
    edit: 'corrige|corrija|reescribe|reescriba|reformula|mejora|mejore|acorta|simplifica|revisa',
    extract: 'extrae|extraiga|encuentra todos|encuentra todas|identifica todos|identifica todas',
    classify: 'clasifica|clasifique|categoriza|etiqueta',
    analyse: 'analiza|analice|compara|compare|evalúa|evalúe|examina|critica',
    explain: 'explica|explique|describe|describa|define|defina|aclara',
    code: 'implementa|implemente|programa|depura|refactoriza',
    plan: 'planifica|planifique|organiza|organice|planea|esquematiza',
    list: 'lista|enumera|enumere|sugiere|sugiera|nombra|recomienda|propón|da(?:me|nos)? (?:\\p{L}+ ){0,3}(?:ideas|consejos|ejemplos|razones)',
    write: 'escribe|escriba|escribir|redacta|redacte|redactar|compón|crea|cree|genera|genere|cuenta|cuéntame|haz',
    question: 'qué|por qué|cómo|cuándo|dónde|quién|cuál|cuáles|cuánto|cuántos',
  },
  formats: [
    ['json', '(?:en|como|formato|en formato|solo|únicamente|un) (?:un )?(?:objeto |arreglo )?json'],
    ['csv', '(?:en|como|en formato) csv'],
    ['table', '(?:en|como|con|crea|haz|en forma de) (?:una )?tabla|tabla markdown'],
    ['numbered', 'lista (?:numerada|ordenada)|pasos numerados'],
    ['bullets', 'viñetas?|lista con viñetas|lista de puntos|guiones'],
    [
      'code',
      '(?:escribe|escriba|escribir|crea|implementa|programa|genera)(?:(?! sobre )[^.!?\\n]){0,60} (?:python|javascript|typescript|java|rust|php|bash|sql|html|css|regex)|bloque de código',
    ],
    [
      'email',
      '(?:escribe|escriba|escribir|redacta|redacte|redactar|compón)[^.!?\\n]{0,40} (?:e-?mail|correo(?: electrónico)?)',
    ],
    ['yes-no', 'sí o no|sí/no'],
    ['one-word', '(?:en|con) (?:una|1) (?:sola |única )?palabra'],
    ['list', '(?:en forma de|como|haz|crea|dame|escribe|en) (?:una )?lista'],
  ],
  limits: {
    numbers: {
      un: 1,
      una: 1,
      uno: 1,
      'una sola': 1,
      'un solo': 1,
      dos: 2,
      tres: 3,
      cuatro: 4,
      cinco: 5,
      seis: 6,
      siete: 7,
      ocho: 8,
      nueve: 9,
      diez: 10,
      doce: 12,
      quince: 15,
      veinte: 20,
      cincuenta: 50,
      cien: 100,
    },
    atMost: 'como máximo|un máximo de|máximo|máx\\.?|no más de|a lo sumo|hasta',
    lessThan: 'menos de',
    atLeast: 'como mínimo|un mínimo de|mínimo|al menos|por lo menos',
    moreThan: 'más de',
    exactly: 'exactamente|precisamente|solo|sólo|únicamente',
    about: 'aproximadamente|alrededor de|cerca de|unas|unos',
    fact: 'los|las|estos|estas|esos|esas|siguientes|mis|nuestros|nuestras|sus|es|son|tiene|tienen|contiene|primer[oa]s|últim[oa]s|cada|por',
    inside: 'en|de|con',
    to: 'a|y|o|-|–',
    orFewer: 'o menos|como máximo|máximo',
    orMore: 'o más|como mínimo|mínimo',
    units: {
      word: 'palabras?',
      character: 'caracteres|letras',
      sentence: 'frases?|oraciones|oración',
      paragraph: 'párrafos?',
      bullet: 'viñetas?|guiones',
      item: 'ideas|consejos|ejemplos|razones|pasos|sugerencias|títulos|ventajas|puntos clave|nombres',
    },
  },
  labels: {
    role: 'rol|papel',
    context: 'contexto|público|audiencia|destinatarios?|propósito|situación',
    constraints: 'restricciones|reglas|requisitos|normas',
    format: 'formato(?: de (?:salida|respuesta|la respuesta))?|salida',
    examples: 'ejemplos?(?: de forma)?|entrada',
    criteria: 'criterios(?: de éxito)?|objetivos?|meta',
    wording: 'aclaraciones|definiciones',
    length: 'extensión|longitud',
    'self-check': 'antes de responder|comprobación',
  },
  phrases: {
    role: 'eres une?a?|usted es una?|actúa como|actúe como|como (?:experto|experta|profesional)',
    context:
      'soy|trabajo|tengo|somos|tenemos|(?:mi|mis|nuestro|nuestra|nuestros) (?:empresa|equipo|clientes?|lectores|jefe|colegas|alumnos|hijos)|para que|porque|público|lectores|para (?:principiantes|expertos|niños|estudiantes|adultos|clientes|desarrolladores)',
    constraints:
      'debe|deben|no (?:debe|uses?|incluyas?|menciones?)|evita|evite|sin|nunca|como máximo|solo|sólo|únicamente|exactamente',
    length:
      'corto|corta|cortos|cortas|breve|breves|brevemente|conciso|concisa|largo|larga|detallado|detallada|en detalle|haiku',
    examples: 'por ejemplo|p\\. ?ej\\.?|tal como|tales como|como sigue|así',
  },
  languageNames: {
    'inglés|inglesa': 'en',
    'alemán|alemana': 'de',
    'francés|francesa': 'fr',
    'español|española|castellano': 'es',
    'italiano|italiana': 'it',
    'portugués|portuguesa': 'pt',
    'neerlandés|neerlandesa': 'nl',
    'chino|china': 'zh',
    'japonés|japonesa': 'ja',
    'coreano|coreana': 'ko',
    'ruso|rusa|ucraniano|ucraniana': 'cyrillic',
    'griego|griega': 'greek',
    árabe: 'arabic',
  },
  answerIn:
    '(?:responde|responda|responder|escribe|escriba|redacta|redacte|traduce|traduzca|traducir)[^.!?\\n]{0,80} (?:en|al) (?:{name})',
  answers: {
    refusal:
      'como (?:una )?(?:ia|inteligencia artificial|modelo de lenguaje|asistente)|lo siento,? (?:pero )?no (?:puedo|soy)|no puedo (?:ayudar|ayudarte|ayudarle|responder|proporcionar|acceder|crear|generar)|no soy capaz|no estoy en condiciones',
    askingBack:
      '(?:podrías|puedes|podría|puede) (?:por favor )?(?:proporcionar|darme|indicarme|decirme|especificar|aclarar|compartir)[^.!?\\n]*|por favor,? (?:proporciona|proporcione|indica|indique|especifica|especifique)|necesito más (?:información|detalles|contexto)',
    opening:
      '(?:claro(?: que sí)?|por supuesto|desde luego|con gusto|con mucho gusto)(?= ?[!,.:;–-])|aquí (?:tienes?|está|están|te)|buena pregunta|a continuación',
    closing:
      'espero que (?:esto|te|le)|no dudes en|no dude en|avísame|hazme saber|si tienes? (?:más|alguna|otra)|¿(?:te|le) puedo ayudar',
    yesOrNo: 'sí|si|no',
    subject: 'asunto',
    greeting: 'estimad[oa]s?|querid[oa]s?|hola|buen(?:os|as) (?:días|tardes|noches)|apreciad[oa]s?',
  },
}
