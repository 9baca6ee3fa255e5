// Invented people and places for looking at the apps without the backend.
const id = (prefix, n) => `${prefix}_${String(n).padStart(26, '0')}`;
const at = (days, hour, minute = 0) => {
  const day = new Date();
  day.setDate(day.getDate() + days);
  day.setHours(hour, minute, 0, 0);
  return day.toISOString();
};

export const USER = { id: id('usr', 1), name: 'Dana Okafor', email: 'dana@example.test', role: 'DRIVER', userType: 'regular', clientId: id('com', 1), locationId: id('loc', 1) };

const item = (code, label, media_required = false, required = true, kind = undefined) => ({ code, label, kind, required, media_required, done: false });

const STEPS = {
  en: [
    ['READY_TO_GO', 'Ready to Go', 'BEFORE_NEXT', [item('fuel', 'Fuel level checked'), item('lights', 'Lights and brakes tested'), item('vehicle_photo', 'Photo of the vehicle', true), item('materials', 'Packing materials on board', false, false), item('fuel_gauge', 'Fuel gauge', false, false, 'PERCENT'), item('blankets', 'Blankets on board', false, false, 'COUNT'), item('state', 'State of the truck', false, false, 'RATING'), item('remarks', 'Remarks', false, false, 'TEXT')]],
    ['POINTS_A', 'Points A', 'AFTERWARDS', [item('walkthrough', 'Walk-through with the customer'), item('loaded', 'All items loaded'), item('pickup_signature', 'Customer signature', true)]],
    ['NEW_LOCATION', 'New Location', 'AFTERWARDS', [item('unloaded', 'All items unloaded'), item('assembled', 'Furniture assembled', false, false), item('delivery_signature', 'Customer signature', true)]],
    ['BACK_TO_DISPATCHER', 'Back to Dispatcher', 'AFTERWARDS', [item('clean', 'Truck clean'), item('tools_back', 'Tools and safety gear back')]],
  ],
};

function journey(n, days, hour, fields) {
  return {
    id: id('jny', n), number: `JNY-2026-00${40 + n}`, job_id: id('job', n), job_number: `JOB-2026-00${20 + n}`,
    title: 'Two-bedroom move', status: 'MORNING_PREP', planned_start: at(days, hour), planned_end: at(days, hour + 6),
    window_start: at(days, hour + 1), window_end: at(days, hour + 2), truck_id: id('eqp', 3), truck_number: 'T-17',
    crew: [
      { id: id('asg', n * 10), name: 'Dana Okafor', role: 'DRIVER', lead: true, state: n === 2 ? 'INVITED' : 'CONFIRMED', user_id: USER.id },
      { id: id('asg', n * 10 + 1), name: 'Luc Tremblay', role: 'MOVER', lead: false, state: 'CONFIRMED', phone: '+1 416 555 0142' },
    ],
    crew_wanted: 2, crew_confirmed: 2, progress: { closed: 0, steps: 4 }, flags: [], location_id: id('loc', 1), version: 1,
    notes: 'Piano in the basement; narrow stairs. Parking permit is on the dashboard.',
    steps: STEPS.en.map(([code, name, approval, items], index) => ({
      id: id('stp', n * 10 + index), number: index + 1, code, name, approval, status: index === 0 ? 'IN_PROGRESS' : 'PENDING',
      items: items.map((each) => ({ ...each })), may_edit: true, may_approve: false,
    })),
    entries: [{ id: id('ent', n), type: 'NOTE', text: 'Customer asks to be called 30 minutes before arrival.', at: at(0, 7, 10), by_name: 'Noor Haddad' }],
    media: [],
    ...fields,
  };
}

const stop = (n, role, street, city, province, postal_code) => ({
  id: id('stp', n), order: n, role, address: { street, city, province, postal_code, country: 'CA', latitude: 43.65 + n / 100, longitude: -79.4 }, state: 'PENDING',
});

export const makeJourneys = () => [
  journey(1, 0, 8, {
    customer: { name: 'Maya Lindqvist', phone: '+1 416 555 0117' },
    stops: [stop(101, 'PICKUP', '88 Harbour Street, Unit 1204', 'Toronto', 'ON', 'M5J 0B5'), stop(102, 'DROPOFF', '412 Maple Grove Drive', 'Oakville', 'ON', 'L6J 4V6')],
  }),
  journey(2, 0, 15, {
    customer: { name: 'Fernand Côté', phone: '+1 416 555 0190' },
    stops: [stop(201, 'PICKUP', '15 Dundas Square', 'Toronto', 'ON', 'M5B 2R8'), stop(202, 'STORAGE', '900 Industrial Road', 'Mississauga', 'ON', 'L4W 1B2')],
  }),
  journey(3, 1, 9, {
    customer: { name: 'Priya Raman', phone: '+1 416 555 0155' },
    stops: [stop(301, 'PICKUP', '7 Elm Avenue', 'Toronto', 'ON', 'M4W 1N4'), stop(302, 'DROPOFF', '61 Lakeshore Road East', 'Mississauga', 'ON', 'L5G 1E1')],
  }),
];

export const CONSENT = 'Your position is recorded from departure to completion of a journey. The dispatcher sees it on the board. Without consent the app works just the same.';

const cad = (amount) => ({ amount, currency: 'CAD' });

/** Prices of two selections of one quote, the server's figures for the mock. */
export function makeQuote(token, language) {
  const french = language === 'fr';
  const priced = {
    none: { subtotal: cad('1326.00'), taxes: ['66.30', '132.27'], total: cad('1524.57'), deposit: cad('304.91') },
    kit: { subtotal: cad('1555.99'), taxes: ['77.80', '155.21'], total: cad('1789.00'), deposit: cad('357.80') },
  };
  const options = [
    { id: 'itm_kit', description: french ? 'Trousse d’emballage (cartons, papier, ruban)' : 'Packing kit (cartons, paper, tape)', group: 'PACKING', kind: 'ANY', selected: false, total: cad('229.99') },
    { id: 'itm_val_250', description: french ? 'Protection pleine valeur, franchise 250 $' : 'Full-value protection, deductible $250', group: 'VALUATION', kind: 'ONE', selected: false, total: cad('0.00') },
    { id: 'itm_val_500', description: french ? 'Protection pleine valeur, franchise 500 $' : 'Full-value protection, deductible $500', group: 'VALUATION', kind: 'ONE', selected: false, total: cad('0.00') },
  ];
  return {
    token, options, status: 'SENT', accepted: null, priceRaised: false,
    shape() {
      const kit = options[0].selected;
      const figures = kit ? priced.kit : priced.none;
      const total = this.priceRaised ? cad(kit ? '1811.50' : '1547.07') : figures.total;
      return {
        company: { name: french ? 'Déménagements Rive-Nord' : 'Northshore Moving', phone: '+1 514 555 0133', email: 'bonjour@northshore.example.test' },
        quote: {
          number: 'Q-2026-0187', version: 2, status: this.status, language, valid_until: '2026-12-24',
          customer: { name: 'Maya Lindqvist', email: 'maya@example.test' },
          stops: [{ role: 'PICKUP', address: '1450 rue Sainte-Catherine, Montréal QC H3G 1P8' }, { role: 'DROPOFF', address: '77 boulevard des Prairies, Laval QC H7N 2T4' }],
          lines: [
            { id: 'itm_1', description: french ? '3 déménageurs et 1 camion, dimanche' : '3 movers and 1 truck, Sunday', quantity: '5.5', unit: french ? 'heures' : 'hours', total: cad('1122.00') },
            { id: 'itm_2', description: french ? 'Déplacement' : 'Trip charge', quantity: '1', unit: '', total: cad('204.00') },
          ],
          options: options.map((option) => ({ ...option })),
          covers: [],
          subtotal: figures.subtotal, discount: cad('0.00'),
          taxes: [
            { jurisdiction: 'CA', tax: french ? 'TPS' : 'GST', rate: '5%', base: figures.subtotal, amount: cad(figures.taxes[0]) },
            { jurisdiction: 'QC', tax: french ? 'TVQ' : 'QST', rate: '9.975%', base: figures.subtotal, amount: cad(figures.taxes[1]) },
          ],
          total, deposit: figures.deposit, low_total: cad('1372.50'), high_total: cad('1937.10'),
          terms: french
            ? 'Le temps est facturé par quart d’heure, minimum 4 heures. Paiement à la livraison. Annulation sans frais jusqu’à 72 heures avant.'
            : 'Time is billed by the quarter hour, minimum 4 hours. Payment on delivery. Free cancellation until 72 hours before.',
          pdf_url: `/api/portal/quotes/${token}/pdf`,
        },
        ...(this.accepted ? { accepted: this.accepted } : {}),
      };
    },
  };
}
