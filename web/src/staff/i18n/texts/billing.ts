import type { Texts } from '../pairs';

export const billingTexts = {
  billing: {
    to_bill_hint: ['Finished jobs without a final invoice, oldest first', 'Contrats terminés sans facture finale, les plus anciens d’abord'], all_billed: ['Everything is billed', 'Tout est facturé'], age: ['Waiting', 'Attente'], quoted: ['Quoted', 'Soumissionné'],
    open_draft: ['Open the draft', 'Ouvrir le brouillon'], receipt: ['Receipt %{number}', 'Reçu %{number}'], reference_CHECK: ['Number of the cheque', 'Numéro du chèque'], reference_BANK_TRANSFER: ['Reference of the transfer', 'Référence du virement'],
    nothing_posted: ['Nothing is posted yet', 'Aucune écriture'], nothing_posted_hint: ['Issued invoices and payments appear here.', 'Les factures émises et les paiements paraissent ici.'],
    served: ['for', 'pour'], make_invoice: ['Make invoice', 'Créer la facture'], draft: ['Draft invoice', 'Facture (brouillon)'], issue: ['Issue', 'Émettre'], issued: ['Invoice issued', 'Facture émise'], take_payment: ['Take payment', 'Encaisser'], record_payment: ['Record payment', 'Consigner le paiement'],
    paid: ['Payment recorded', 'Paiement consigné'], payments: ['Payments', 'Paiements'], no_payments: ['Nothing paid yet', 'Aucun paiement'], why_tax: ['Why this tax', 'Pourquoi cette taxe'], no_tax: ['No tax on this invoice.', 'Aucune taxe sur cette facture.'],
    tax_sentence: ['%{tax}: %{rate} of %{base}.', '%{tax} : %{rate} de %{base}.'], amount: ['Amount', 'Montant'], tendered: ['Given', 'Remis'], too_little: ['Less than is due', 'Moins que le montant dû'], exact: ['Exact amount', 'Montant exact'], rounding: ['Cash rounding', 'Arrondi comptant'],
    cash_due: ['Due in cash', 'À payer comptant'], change: ['Change', 'Monnaie'], ledger_hint: ['Double entry, append only', 'Partie double, en ajout seulement'], transactions: ['Transactions', 'Écritures'], trial_balance: ['Trial balance', 'Balance de vérification'],
    account: ['Account', 'Compte'], debit: ['Debit', 'Débit'], credit: ['Credit', 'Crédit'], sum: ['Sum', 'Somme'],
  },
} satisfies Texts;
