"""Companies and customers: a few companies through the API, the others and all customers straight into the database."""

import time
import uuid
from pathlib import Path

from product import PASSWORD, claims, edge, plain

HERE = Path(__file__).parent
# Companies with users who sign in; the load goes to these.
ACTIVE = 16
EACH = 5_000
TERMS = 4


def id_prefix(n):
    """Text of a customer's id up to the company; 12 hexadecimal digits of the customer's number follow."""
    return f"01930000{n:04x}70008000"


def companies_by_api(product, setup_token):
    """Makes the companies people sign in to; the last one is the large one of the searches."""
    product.call("POST", "/super-admin/setup", {"token": setup_token, "password": PASSWORD})
    admin = product.call("POST", "/super-admin/auth/login", {"email": "bench", "password": PASSWORD})["access_token"]
    made = []
    for n in range(ACTIVE + 1):
        email = f"admin{n}@bench.example"
        company = product.call("POST", "/super-admin/companies", {
            "company": {"name": f"Bench Movers {n}", "slug": f"bench-{n}", "industry": "MOVING",
                        "timezone": "America/Toronto", "currency": "CAD", "language": "en"},
            "locations": [{"name": "Toronto", "code": f"TO{n}", "kind": "CORPORATE", "city": "Toronto", "province": "ON",
                           "country": "CA", "timezone": "America/Toronto"}],
            "admin": {"name": "Ada Bench", "email": email, "password": PASSWORD},
            "plan": "STANDARD",
        }, token=admin)
        made.append({
            "n": n, "email": email, "company": plain(company["id"]), "user": plain(company["admin_id"]),
            "location": plain(company["location_ids"][0]), "prefix": id_prefix(n), "customers": 0,
        })
    product.psql(sql="""
        create schema bench;
        create table bench.company (n integer primary key, company_id uuid not null, location_id uuid,
          user_id uuid, customers integer not null, loaded boolean not null default false);
    """)
    return made


def register(product, company, customers):
    company["customers"] = customers
    product.psql("-c", "insert into bench.company values (%d, '%s', '%s', '%s', %d)" % (
        company["n"], company["company"], company["location"], company["user"], customers))


def companies_by_sql(product, first, count, customers):
    """Companies nobody signs in to: they are only there to be many."""
    if count <= 0:
        return
    product.psql(sql=f"""
        insert into company (id, name, slug, industry, timezone, currency)
        select ('01920000' || lpad(to_hex(n), 4, '0') || '70008000000000000000')::uuid, 'Bench Movers ' || n, 'bench-' || n,
               'MOVING', 'America/Toronto', 'CAD'
        from generate_series({first}, {first + count - 1}) n;
        insert into bench.company
        select n, ('01920000' || lpad(to_hex(n), 4, '0') || '70008000000000000000')::uuid, null, null, {customers}
        from generate_series({first}, {first + count - 1}) n;
    """)


def customers(product):
    """Loads what is registered and not there yet; answers the seconds it took."""
    begun = time.monotonic()
    product.psql("-f", str(HERE / "load.sql"))
    return time.monotonic() - begun


def sign_in(product, companies):
    """Fresh tokens: they last a quarter of an hour."""
    for company in companies:
        company["token"] = product.login(company["email"])
        company["session"] = plain(claims(company["token"])["sid"])


def terms(product, company):
    """What people would type: a surname, a whole name, the end of a number, the beginning of an address."""
    n = 1 + (6 + company["n"] * 13) % company["customers"]
    name, surname, phone, email = product.psql("-c", (
        "select display_name, coalesce(last_name, ''), phone, email from customer "
        f"where company_id = '{company['company']}' and number = 'C-{n:06d}'"))[0]
    return [surname, name, phone[-7:], email.split("@")[0][:14]]


def write_requests(folder, companies, large, per_company=5_000):
    """The files the load generator picks from: one line a request, `company<TAB>what`."""
    folder.mkdir(exist_ok=True)
    with open(folder / "tokens", "w") as out:
        for company in [*companies, large]:
            out.write(company["token"] + "\n")
    for form in ("edge", "uuid"):
        with open(folder / f"read.{form}", "w") as out:
            for company in companies:
                step = max(1, company["customers"] // per_company)
                for n in range(1, company["customers"] + 1, step):
                    number = int(f"{company['prefix']}{n:012x}", 16)
                    out.write(f"{company['n']}\t{edge('cus', number) if form == 'edge' else uuid.UUID(int=number)}\n")
    for name, many in (("search", companies), ("search-large", [large])):
        with open(folder / name, "w") as out:
            for company in many:
                for term in company["terms"]:
                    out.write(f"{company['n']}\t{term}\n")
