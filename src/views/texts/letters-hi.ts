// What letters say, in Hindi.
import type { letters as english } from './letters-en.ts';

export const letters: typeof english = {
  hello: (name) => `नमस्ते ${name},`,
  helloAnybody: 'नमस्ते,',
  copyAddress: 'या यह पता अपने ब्राउज़र में कॉपी करें:',
  verify_address: {
    subject: (provider) => `${provider} के लिए अपने ईमेल पते की पुष्टि करें`,
    before: (provider) =>
      `${provider} पर आपका खाता बस एक कदम दूर है। अपने ईमेल पते की पुष्टि करें, शर्तें स्वीकार करें, और आप शुरू कर सकते हैं।`,
    action: 'मेरे ईमेल पते की पुष्टि करें',
    validity: 'लिंक 24 घंटे तक काम करता है।',
    notYou: 'आपने साइन अप नहीं किया? तो इस ईमेल पर ध्यान न दें। इस लिंक के बिना कोई खाता नहीं बनता।',
  },
  already_client: {
    subject: (provider) => `${provider} पर आपका खाता पहले से है`,
    before: (provider) =>
      `किसी ने, शायद आपने ही, इस ईमेल पते से ${provider} पर साइन अप किया। इस पते का खाता पहले से है, इसलिए कुछ नहीं बदला है। आप लॉग इन कर सकते हैं।`,
    action: 'लॉग इन करें',
    forgotten: 'पासवर्ड भूल गए? यहाँ नया पासवर्ड चुनें:',
    notYou: 'वह आप नहीं थे? तो इस ईमेल पर ध्यान न दें।',
  },
  account_ready: {
    subject: (provider) => `${provider} पर आपका खाता तैयार है`,
    before: 'आपका खाता तैयार है। डैशबोर्ड से एक क्लिक में आप पैनल में पहुँचते हैं, जहाँ आप अपने सर्वर बनाते हैं।',
    action: 'मेरा डैशबोर्ड खोलें',
    after:
      'अभी आपको कुछ नहीं देना है। हर महीने की 1 तारीख को हम पिछले महीने के इस्तेमाल का एक इनवॉइस ईमेल करते हैं। अगर आपने कुछ इस्तेमाल नहीं किया, तो कोई इनवॉइस नहीं बनता।',
  },
  reset_password: {
    subject: (provider) => `${provider} के लिए नया पासवर्ड चुनें`,
    before: (provider) => `आपने ${provider} के अपने खाते के लिए नया पासवर्ड चुनने को कहा था।`,
    action: 'नया पासवर्ड चुनें',
    validity: 'लिंक एक घंटे तक काम करता है।',
    notYou: 'आपने यह नहीं माँगा था? तो इस ईमेल पर ध्यान न दें। आपका पासवर्ड वही रहेगा।',
  },
  budget_reached: {
    subject: (month, budget) => `${month} का ख़र्च ${budget} तक पहुँचा`,
    before: (provider, soFar, month, budget) =>
      `${provider} पर आपके सर्वरों का ${month} में अब तक का ख़र्च ${soFar} है। आपने ${budget} पर सूचना माँगी थी।`,
    action: 'देखें किस पर कितना लगा',
    after:
      'कुछ भी रोका नहीं गया है: आपके सर्वर तब तक चलेंगे जब तक आप उन्हें न हटाएँ। ये रकमें आप उसी पेज पर बदल सकते हैं।',
  },
  invoice_issued: {
    subject: (document, number, month, total) => `${month} का ${document} ${number}: ${total}`,
    opening: {
      invoice: (provider, month) => `यह ${provider} की ओर से ${month} का आपका इनवॉइस है।`,
      supplement: (provider, month) =>
        `${provider} की ओर से ${month} के आपके इनवॉइस में रकम कम थी। यह पूरक इनवॉइस बाक़ी रकम जोड़ता है।`,
      credit_note: (provider, month) =>
        `${provider} की ओर से ${month} के आपके इनवॉइस में रकम ज़्यादा थी। यह क्रेडिट नोट बढ़ी हुई रकम लौटाता है।`,
    },
    facts: (document, number, total) => `${document} ${number}। कुल: ${total}।`,
    due: (date) => `देय तारीख: ${date}।`,
    nothingToPay: 'आपको कुछ नहीं देना है।',
    action: {
      invoice: 'इनवॉइस देखें',
      supplement: 'पूरक इनवॉइस देखें',
      credit_note: 'क्रेडिट नोट देखें',
    },
    ownLines: 'इसमें हर सर्वर और उसके बैकअप अलग-अलग पंक्तियों में हैं।',
    difference: 'हर पंक्ति पहले लगाई गई रकम से अंतर है।',
  },
};
