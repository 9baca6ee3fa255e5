import { chromium } from 'playwright-core';
const [,, email, size, dark, lang, ...paths] = process.argv;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const base='http://127.0.0.1:8301';
const c = await b.newContext({ viewport: size==='phone'?{width:390,height:844}:{ width: 1366, height: 900 }, colorScheme: dark==='dark'?'dark':'light', locale: lang==='fr'?'fr-CA':'en-CA' });
const p = await c.newPage();
p.on('console', m => { if (m.type()==='error' && !m.text().includes('401')) console.log('console', m.text()); });
await p.goto(base+'/');
await p.locator('input[type=email],input[name=email]').first().fill(email);
await p.locator('input[type=password]').fill('demo pianos on a ferry');
await p.keyboard.press('Enter');
await p.waitForTimeout(3500);
for (const path of paths) {
  const [to, click] = path.split('>>');
  await p.goto(base+to); await p.waitForTimeout(3500);
  if (click) { await p.getByRole('main').getByRole('link').filter({hasText:new RegExp(click)}).or(p.getByRole('main').getByText(new RegExp(click))).first().click(); await p.waitForTimeout(3000); }
  const name=(to+(click?'-'+click:'')).replace(/\W+/g,'_');
  await p.screenshot({path:`/tmp/look/${name}-${size}-${dark}-${lang}.png`, fullPage:true});
  console.log(name, p.url());
}
await b.close();
