// Hindi, as people speak it to each other about servers and bills: पैनल, सर्वर, टोकन and इनवॉइस stay as everybody says
// them, the rest is plain Hindi, in the polite form.

import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from '#core/enrolment/password-rule.ts';
import type { Language } from '#views/languages.ts';
import { accountEmails, accountTexts } from './account-hi.ts';
import { landing } from './landing-hi.ts';
import { letters } from './letters-hi.ts';
import { phrase } from './phrase.ts';
import { usageTexts } from './usage-hi.ts';

export const hi: Language = {
  tag: 'hi',
  name: 'हिन्दी',
  direction: 'ltr',
  dateLocale: 'hi-IN',
  numberLocale: 'hi-IN',

  texts: {
    dates: {
      fromTheFirstTo: (last) => `1 से ${last} तक`,
    },
    layout: {
      skip: 'सीधे मुख्य सामग्री पर जाएँ',
      accountNavigation: 'खाता',
      dashboard: 'डैशबोर्ड',
      invoices: 'इनवॉइस',
      account: 'खाता',
      logIn: 'लॉग इन करें',
      logOut: 'लॉग आउट करें',
      signUp: 'साइन अप करें',
      language: 'भाषा',
      questions: (address) => phrase`कोई सवाल है? ${address} पर लिखें`,
      opensNewTab: '(नए टैब में खुलेगा)',
    },
    fields: {
      email: 'ईमेल पता',
      password: 'पासवर्ड',
      newPassword: 'नया पासवर्ड',
      optional: '(वैकल्पिक)',
      passwordRule: `कम से कम ${PASSWORD_MIN_CHARACTERS} अक्षर। कई शब्दों से अच्छा पासवर्ड बनता है।`,
      currency: 'आपके इनवॉइस की मुद्रा',
    },
    faults: {
      one: 'एक बात पर ध्यान देना ज़रूरी है',
      several: 'कुछ बातों पर ध्यान देना ज़रूरी है',
      nameMissing: 'अपना नाम लिखें।',
      tooLong: (limit) => `ज़्यादा से ज़्यादा ${limit} अक्षर लिखें।`,
      emailWrong: 'name@example.com जैसा कोई ईमेल पता लिखें।',
      currencyUnknown: 'सूची में दी गई मुद्राओं में से कोई एक चुनें।',
      password: {
        too_short: `कम से कम ${PASSWORD_MIN_CHARACTERS} अक्षर लिखें।`,
        too_long: `ज़्यादा से ज़्यादा ${PASSWORD_MAX_CHARACTERS} अक्षर लिखें।`,
        guessable: 'इसका अंदाज़ा लगाना आसान है। कुछ ऐसे शब्द चुनें जिन्हें साथ में सिर्फ़ आप ही लिखें।',
        breached: 'यह पासवर्ड कहीं और की चोरी से सामने आ चुका है। कोई दूसरा चुनें।',
      },
    },
    links: {
      dashboard: 'अपने डैशबोर्ड पर जाएँ',
      start: 'मुख्य पेज पर जाएँ',
      backToLogin: 'वापस लॉग इन पर जाएँ',
      freshLink: 'नया लिंक मँगाएँ',
    },
    terms: {
      titles: { terms_of_service: 'सेवा की शर्तें', post_pay_terms: 'पोस्ट-पे की शर्तें' },
      version: (version) => `संस्करण ${version}`,
      versionInLine: (version) => `संस्करण ${version}`,
      standsAt: (address) => phrase`यह पाठ यहाँ है: ${address}`,
      hashOfText: (hash) => phrase`इस पाठ का SHA-256: ${hash}`,
      hashOfAddress: (hash) => phrase`इस पते का SHA-256: ${hash}`,
      acceptOne: 'कृपया पढ़ें और स्वीकार करें',
      acceptBoth: 'कृपया दोनों पढ़ें और स्वीकार करें',
      iAccept: (title, version) => phrase`मुझे ${title} स्वीकार हैं ${version}`,
      missing: (title) => `आगे बढ़ने के लिए कृपया ${title} स्वीकार करें।`,
    },
    documents: {
      invoice: 'इनवॉइस',
      supplement: 'पूरक इनवॉइस',
      credit_note: 'क्रेडिट नोट',
    },

    landing,
    signup: {
      title: 'अपना खाता बनाएँ',
      lead: 'न ऑर्डर, न अग्रिम भुगतान। पिछले महीने जितना इस्तेमाल किया, उतने का भुगतान 1 तारीख को करें।',
      existing: (logIn) => phrase`पहले से खाता है? ${logIn}`,
      name: 'आपका नाम',
      company: 'कंपनी',
      emailHint: 'यह पता आपका ही है, इसकी पुष्टि के लिए हम इस पर एक लिंक भेजेंगे।',
      submit: 'साइन अप करें',
    },
    signupSent: {
      title: 'अपना ईमेल देखें',
      lead: 'हमने आपको एक लिंक ईमेल किया है। आगे बढ़ने के लिए उसे खोलें। लिंक 24 घंटे तक काम करता है।',
      nothing: 'कुछ मिनट बाद भी ईमेल नहीं आया?',
      spam: 'अपना स्पैम या जंक फ़ोल्डर देखें।',
      again: (link) => phrase`देखें कि ईमेल पता लिखने में कोई गलती तो नहीं हुई, और ${link}।`,
      signUpAgain: 'फिर से साइन अप करें',
      stillNothing: (address) => phrase`फिर भी कुछ नहीं आया? ${address} पर लिखें।`,
    },
    linkResent: {
      title: 'नया लिंक भेज दिया गया है',
      lead: 'अपना ईमेल देखें और नया लिंक खोलें। वह 24 घंटे तक काम करता है।',
      nothing: (signUpAgain) =>
        phrase`कुछ मिनट बाद भी ईमेल नहीं आया? अपना स्पैम या जंक फ़ोल्डर देखें, या ${signUpAgain}।`,
      signUpAgain: 'फिर से साइन अप करें',
    },
    verify: {
      title: 'बस एक आख़िरी कदम',
      lead: (email) => phrase`आपका ईमेल पता ${email} है। शर्तें स्वीकार करें, और हम आपका खाता बना देंगे।`,
      otherBrowser:
        'आपने यह लिंक उस ब्राउज़र में नहीं खोला जिसमें साइन अप किया था। जो पासवर्ड आप रखना चाहते हैं, वह लिखें; साइन अप के समय लिखे पासवर्ड की जगह यही चलेगा।',
      submit: 'स्वीकार करें और मेरा खाता बनाएँ',
    },
    linkProblem: {
      expired: {
        title: 'इस लिंक की अवधि पूरी हो चुकी है',
        lead: 'हमारे ईमेल के लिंक 24 घंटे तक काम करते हैं। हम उसी पते पर नया लिंक भेज सकते हैं।',
        submit: 'नया लिंक भेजें',
      },
      used: {
        title: 'यह लिंक पहले ही इस्तेमाल हो चुका है',
        lead: 'आपका खाता बन चुका है। अपने ईमेल पते और पासवर्ड से लॉग इन करें।',
        forgotten: (link) => phrase`पासवर्ड भूल गए? ${link}`,
        chooseNew: 'नया पासवर्ड चुनें',
      },
      unknown: {
        title: 'यह लिंक हमारे यहाँ का नहीं लगता',
        lead: 'शायद पता पूरा कॉपी नहीं हुआ। कृपया ईमेल का लिंक फिर से खोलें, या उसे पूरा कॉपी करें।',
        hint: 'अगर इससे भी काम न बने, तो फिर से साइन अप करें। आपको ईमेल से नया लिंक मिलेगा।',
      },
    },
    ready: {
      title: 'आपका खाता तैयार है',
      lead: 'पैनल में जाएँ और अपना पहला सर्वर बनाएँ। किसी दूसरे पासवर्ड की ज़रूरत नहीं।',
      hint: 'आज आपको कुछ नहीं देना है। हर महीने की 1 तारीख को हम पिछले महीने के इस्तेमाल का एक इनवॉइस ईमेल करते हैं।',
      notYetTitle: 'आपका खाता बन गया है',
      notYetLead: 'पैनल में आपकी पहुँच तैयार होने में थोड़ा और समय लगेगा।',
    },
    provisioning: {
      title: 'हम पैनल में आपकी पहुँच तैयार कर रहे हैं',
      keepTrying: 'हम कोशिश जारी रखेंगे और तैयार होते ही आपको ईमेल करेंगे। आपको कुछ नहीं करना है।',
      personTitle: 'इसे हमारी टीम को देखना होगा',
      notAutomatic: (reason) => `${reason} हम इसे अपने आप आपके खाते से नहीं जोड़ सकते।`,
      person: (address) =>
        phrase`पहले हमारी टीम इसे जाँचेगी। आपकी पहुँच तैयार होने पर हम आपको ईमेल करेंगे। कोई सवाल है? ${address} पर लिखें।`,
      reasons: {
        panel_unavailable: 'पैनल अभी जवाब नहीं दे रहा है।',
        panel_outcome_unknown: 'पैनल ने अभी पुष्टि नहीं की है कि आपकी पहुँच बन गई है।',
        panel_rejected: 'पैनल ने हमारा अनुरोध स्वीकार नहीं किया।',
        panel_user_is_admin: 'पैनल में आपके ईमेल पते से पहले से एक विशेष खाता है।',
        panel_user_of_another_client: 'पैनल में आपका ईमेल पता पहले से इस्तेमाल हो रहा है।',
        panel_users_ambiguous: 'पैनल में आपका ईमेल पता एक से ज़्यादा बार दर्ज है।',
      },
    },
    login: {
      title: 'लॉग इन करें',
      newHere: (create) => phrase`यहाँ नए हैं? ${create}`,
      createAccount: 'खाता बनाएँ',
      forgotten: 'पासवर्ड भूल गए?',
      notices: {
        signed_out: 'आप लॉग आउट हो गए हैं।',
        password_changed: 'आपका पासवर्ड बदल गया है। कृपया नए पासवर्ड से लॉग इन करें।',
      },
      sessionNeeded: 'आगे बढ़ने के लिए कृपया लॉग इन करें।',
      failedTitle: 'लॉग इन नहीं हो सका',
      failed: 'ईमेल पता या पासवर्ड सही नहीं है। कृपया फिर से कोशिश करें।',
    },
    forgot: {
      title: 'पासवर्ड भूल गए?',
      lead: 'अपना ईमेल पता लिखें। हम आपको नया पासवर्ड चुनने का लिंक भेजेंगे।',
      submit: 'लिंक भेजें',
    },
    forgotSent: {
      title: 'अपना ईमेल देखें',
      lead: 'अगर इस पते का कोई खाता है, तो हमने उस पर नया पासवर्ड चुनने का लिंक भेज दिया है। लिंक एक घंटे तक काम करता है।',
      nothing: (tryAgain) =>
        phrase`कुछ मिनट बाद भी ईमेल नहीं आया? अपना स्पैम या जंक फ़ोल्डर देखें। फिर पता जाँचें और ${tryAgain}।`,
      tryAgain: 'दोबारा कोशिश करें',
    },
    reset: {
      title: 'नया पासवर्ड चुनें',
      lead: 'यह आपके पुराने पासवर्ड की जगह ले लेगा। फिर आप नए पासवर्ड से लॉग इन करेंगे।',
      submit: 'नया पासवर्ड सहेजें',
      problems: {
        expired: {
          title: 'इस लिंक की अवधि पूरी हो चुकी है',
          lead: 'नया पासवर्ड चुनने के लिंक एक घंटे तक काम करते हैं। नया लिंक मँगाएँ।',
        },
        used: {
          title: 'यह लिंक पहले ही इस्तेमाल हो चुका है',
          lead: 'हर लिंक एक ही बार काम करता है। अपने नए पासवर्ड से लॉग इन करें, या नया लिंक मँगाएँ।',
        },
        unknown: {
          title: 'यह लिंक हमारे यहाँ का नहीं लगता',
          lead: 'शायद पता पूरा कॉपी नहीं हुआ। ईमेल का लिंक फिर से खोलें, या नया लिंक मँगाएँ।',
        },
      },
    },
    dashboard: {
      title: 'डैशबोर्ड',
      hello: (name) => phrase`नमस्ते, ${name}`,
      invoicesIn: (currency) => `इनवॉइस ${currency} में`,
    },
    enrolledPanel: {
      title: 'आपके सर्वर',
      text: 'पैनल में सर्वर बनाएँ, सँभालें और हटाएँ। किसी दूसरे पासवर्ड की ज़रूरत नहीं।',
      logIn: 'पैनल में लॉग इन करें',
      nextInvoice: 'आपका अगला इनवॉइस',
      nextInvoiceFor: (month) =>
        `इसमें ${month} में आपके सर्वरों का इस्तेमाल होगा। हम इसे आपको ईमेल करेंगे। अगर आपने कुछ इस्तेमाल नहीं किया, तो कोई इनवॉइस नहीं बनेगा।`,
      eachMonth:
        'हर महीने की 1 तारीख को हम पिछले महीने का एक इनवॉइस आपको ईमेल करते हैं। अगर आपने कुछ इस्तेमाल नहीं किया, तो कोई इनवॉइस नहीं बनता।',
    },
    notEnrolledPanel: {
      title: 'घंटे के हिसाब से सर्वर इस्तेमाल करना शुरू करें',
      underWay: 'आपकी पहुँच तैयार हो रही है',
      text: 'हमारे यहाँ आपका खाता है, पर अभी सर्वर पैनल में आपकी पहुँच नहीं है। शर्तें स्वीकार करें, और हम उसे तैयार कर देंगे। इसका कोई शुल्क नहीं है। आप सिर्फ़ अपने बनाए सर्वरों के पैसे देते हैं, अगले महीने की 1 तारीख को, इनवॉइस से।',
      submit: 'स्वीकार करें और पहुँच पाएँ',
    },
    signOnProblem: {
      not_enrolled: {
        title: 'अभी पैनल में आपकी पहुँच नहीं है',
        lead: 'आपके डैशबोर्ड पर लिखा है कि क्या बाक़ी है और आगे क्या होगा।',
      },
      panel_unavailable: {
        title: 'पैनल अभी जवाब नहीं दे रहा है',
        lead: 'कृपया कुछ मिनट बाद फिर कोशिश करें। अगर ऐसा ही रहे, तो हमें लिखें।',
      },
      panel_rejected: {
        title: 'पैनल ने आपको अंदर नहीं आने दिया',
        lead: 'आपकी पहुँच में कुछ है जिसे हमारी टीम को देखना होगा। कृपया हमें लिखें।',
      },
      support: (address) => phrase`सहायता: ${address}`,
    },
    invoices: {
      title: 'इनवॉइस',
      caption: 'आपके इनवॉइस, सबसे नया पहले',
      number: 'इनवॉइस',
      month: 'महीना',
      issued: 'जारी',
      due: 'देय तारीख',
      total: 'कुल',
      nothingToPay: 'कुछ नहीं देना है',
      noneTitle: 'अभी कोई इनवॉइस नहीं है',
      none: 'आपका पहला इनवॉइस सर्वर बनाने के अगले महीने की 1 तारीख को आएगा। आपके सभी इनवॉइस यहीं मिलेंगे।',
      state: 'स्थिति',
      states: {
        due: 'देय',
        past_due: 'देय तारीख निकल गई',
        partially_paid: 'आंशिक भुगतान',
        paid: 'भुगतान हो चुका',
        refunded: 'रकम लौटाई गई',
        cancelled: 'रद्द',
        credit: 'क्रेडिट',
      },
      files: 'फ़ाइलें',
      file: (type, number) => `${number}, ${type} में`,
      filterYear: 'वर्ष',
      filterState: 'स्थिति',
      all: 'सभी',
      noneFound: 'यहाँ कुछ नहीं है',
      otherFilter: 'इस चुनाव में कोई दस्तावेज़ नहीं है। कोई और वर्ष या स्थिति चुनें।',
      older: 'पुराने दस्तावेज़',
      allInvoices: 'सभी इनवॉइस',
    },
    invoice: {
      month: (month) => `${month} के लिए`,
      total: 'कुल',
      dueOn: (date) => `देय तारीख: ${date}`,
      nothingToPay: 'कुछ नहीं देना है',
      keep: (file) =>
        phrase`PDF यही दस्तावेज़ है, आपके रिकॉर्ड के लिए; CSV में हर संसाधन की एक पंक्ति है। इसे दोबारा जोड़कर देखने के लिए जो कुछ चाहिए, वह ${file} में है।`,
      back: 'सभी इनवॉइस',
      verificationFile: 'सत्यापन फ़ाइल (JSON)',
      corrects: {
        supplement: (month) =>
          `यह पूरक इनवॉइस ${month} के इनवॉइस को सुधारता है: वहाँ जो छूट गया था, उसे जोड़ता है।`,
        credit_note: (month) =>
          `यह क्रेडिट नोट ${month} के इनवॉइस को सुधारता है: वहाँ जो ज़्यादा लगा था, उसे लौटाता है।`,
      },
      difference: 'हर पंक्ति पहले लगाई गई रकम से अंतर है।',
      from: 'जारीकर्ता',
      to: 'ग्राहक',
      issued: 'जारी',
      period: 'अवधि',
      timeZone: 'समय क्षेत्र',
      tokenPrice: 'प्रति टोकन दाम',
      rounding: 'रकम = टोकन × प्रति टोकन दाम, हर पंक्ति में पूर्णांकित। कुल रकम इन पूर्णांकित पंक्तियों का जोड़ है।',
      checksum: (hash) => phrase`जिस इस्तेमाल से बना, उसका चेकसम: ${hash}`,
      checksumInPrint: (hash) => `जिस इस्तेमाल से बना, उसका चेकसम: ${hash}`,
      noPdf: 'PDF अभी नहीं बन सकता। इसके बजाय यह पेज प्रिंट करें या बाद में फिर कोशिश करें।',
      questions: {
        invoice: (address) => `इस इनवॉइस के बारे में कोई सवाल है? ${address} पर लिखें।`,
        supplement: (address) => `इस पूरक इनवॉइस के बारे में कोई सवाल है? ${address} पर लिखें।`,
        credit_note: (address) => `इस क्रेडिट नोट के बारे में कोई सवाल है? ${address} पर लिखें।`,
      },
    },
    invoiceLines: {
      caption: 'हर सर्वर और उसके बैकअप के लिए एक-एक पंक्ति',
      server: 'सर्वर',
      kind: 'किसके लिए',
      hours: 'घंटे',
      tokens: 'टोकन',
      amount: 'रकम',
      kinds: {
        server: 'सर्वर',
        backup: 'उसके बैकअप',
        additional_ip: 'इसके अतिरिक्त पते',
      },
      sums: { server: 'सर्वर', backup: 'बैकअप', additional_ip: 'अतिरिक्त पते' },
      serverNumber: (id) => `नं. ${id}`,
      total: 'कुल',
    },
    ...accountTexts,
    ...usageTexts,
    embed: {
      title: 'यह पैनल नहीं दिखाया जा सकता',
      signature_old: 'इसे खोले बहुत समय हो गया है। कृपया पेज फिर से लोड करें।',
      signature_wrong: 'जिस पेज पर यह है, उसे फिर से सेट करना होगा। कृपया हमारी सहायता टीम को बताएँ।',
      invitation:
        'घंटे के हिसाब से सर्वर: उन्हें पैनल में बनाएँ और जितना इस्तेमाल करें, उतने का भुगतान अगले महीने की 1 तारीख को एक इनवॉइस से करें। पहुँच का कोई शुल्क नहीं है।',
    },
    errors: {
      help: (address) => phrase`मदद चाहिए? ${address} पर लिखें और यह संदर्भ साथ में दें।`,
      reference: (status, reference) => phrase`त्रुटि ${status}। संदर्भ: ${reference}`,
      not_found: { title: 'पेज नहीं मिला', message: 'इस पते पर कुछ नहीं है।' },
      too_large: {
        title: 'फ़ॉर्म बहुत बड़ा है',
        message: 'यह फ़ॉर्म उससे बड़ा था जितना हम स्वीकार करते हैं।',
      },
      other_site: {
        title: 'स्वीकार नहीं हुआ',
        message:
          'यह फ़ॉर्म किसी दूसरी साइट से आया था, इसलिए हमने इसे स्वीकार नहीं किया। यहाँ का पेज खोलकर फिर से कोशिश करें।',
      },
      not_open: {
        title: 'अभी शुरू नहीं हुआ है',
        message:
          'अभी खाते नहीं बनाए जा सकते, क्योंकि हमारी शर्तें प्रकाशित नहीं हुई हैं। कृपया बाद में फिर कोशिश करें; आपका लिंक काम करता रहेगा।',
      },
      unreadable: { title: 'स्वीकार नहीं हुआ', message: 'हम यह अनुरोध पढ़ नहीं सके।' },
      internal: {
        title: 'कुछ गड़बड़ हो गई',
        message: 'गलती हमारी है, और आपका कुछ नहीं खोया। कृपया एक मिनट बाद फिर कोशिश करें।',
      },
    },

    emails: { ...accountEmails, ...letters },
  },
};
