"""The same four endpoints in FastAPI, SQLAlchemy and asyncpg: one token check, the company set, the same statements.

Less than the product does: no permissions, no session look-up, no idempotency, no events."""

import json
import os
import uuid
from contextlib import asynccontextmanager
from datetime import datetime, timezone

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
KEY = Ed25519PublicKey.from_public_bytes(bytes.fromhex(os.environ["BENCH_TOKEN_KEY"]))
engine = create_async_engine(
    f"postgresql+asyncpg://cnc_app@/cnc?host={os.environ['BENCH_SOCKET']}", pool_size=8, max_overflow=0
)

CUSTOMER = text("""
select c.id, c.number, c.kind, c.first_name, c.last_name, c.company_name, c.display_name, c.type, c.status,
       c.location_id, l.name as location_name, c.assigned_to, u.name as assigned_name, c.designation, c.email,
       c.phone, c.street, c.city, c.province, c.postal_code, c.country, c.billing_address, c.language, c.currency,
       c.website, c.registration_number, c.lead_source, c.preferences, c.terms_days, c.credit_limit_minor,
       c.credit_hold, c.po_required, c.statement_cycle, c.blocked_reason, c.blocked_at, c.blocked_until, c.merged_into,
       c.tags, c.do_not_contact, c.notes, c.created_at, c.updated_at, c.version
from customer c
left join access_v_location l on l.company_id = c.company_id and l.id = c.location_id
left join access_v_user u on u.company_id = c.company_id and u.id = c.assigned_to
where c.company_id = :company and c.id = :id""")
POINTS = text("""
select p.id, p.contact_id, p.kind, p.given, p.email_lower, p.email_match, p.phone_e164, p.extension, p.label,
       p.is_primary, p.state, p.version
from contact_point p where p.company_id = :company and p.customer_id = :id
order by p.kind, p.is_primary desc, p.id limit 200""")
CONTACTS = text("""
select t.id, t.name, t.designation, t.email, t.phone, t.language, t.is_primary, t.is_billing, t.is_site, t.is_approver,
       t.notes, t.version
from contact t where t.company_id = :company and t.customer_id = :id and t.left_at is null
order by t.is_primary desc, t.name, t.id limit 200""")
ADDRESSES = text("""
select a.id, a.kind, a.label, a.street, a.city, a.province, a.postal_code, a.country, a.access, a.version
from customer_address a where a.company_id = :company and a.customer_id = :id
order by a.kind, a.id limit 200""")
LIST = """
select c.id, c.number, c.kind, c.display_name, c.email, c.phone, c.type, c.status, c.city, c.location_id,
       c.assigned_to, c.tags, c.created_at, c.updated_at, c.version
from customer c where c.company_id = :company {found}
order by c.display_name asc, c.id asc limit 26"""
PAGE = text(LIST.format(found=""))
FOUND = text(LIST.format(found="and c.id in (select customer_search(:q))"))
DEFAULTS = text("""
select c.currency, c.language,
       coalesce((select l.country from access_v_location l where l.company_id = :company and l.id = :location),
         (select l.country from access_v_location l where l.company_id = :company order by l.created_at, l.id limit 1),
         'CA') as country
from company c where c.id = :company""")
NUMBER = text("""
insert into number_series as n (company_id, name, last) values (:company, :name, 1)
on conflict (company_id, name) do update set last = n.last + 1 returning last""")
LOOKALIKES = text("""
select c.id, c.number, c.kind, c.display_name, c.first_name, c.match_key, c.email, c.phone, c.status, c.city,
       coalesce((select array_agg(p.email_match) from contact_point p
         where p.company_id = :company and p.customer_id = c.id and p.email_match is not null), '{}') as emails,
       coalesce((select array_agg(p.phone_e164) from contact_point p
         where p.company_id = :company and p.customer_id = c.id and p.phone_e164 is not null), '{}') as phones,
       coalesce((select array_agg(a.address_key) from customer_address a
         where a.company_id = :company and a.customer_id = c.id), '{}') as addresses
from customer c
where c.company_id = :company and c.id in (select customer_lookalikes(:emails, :phones, '', :key))
  and c.status in ('ACTIVE', 'INACTIVE', 'BLOCKED')
order by c.id limit 40""")
INSERT = text("""
insert into customer (company_id, id, number, kind, first_name, last_name, display_name, name_key, match_key, type,
  location_id, assigned_to, email, phone, language, currency, preferences, terms_days, tags)
values (:company, :id, :number, 'PERSON', :first_name, :last_name, :display, :key, :key, 'RESIDENTIAL', :location, :user,
  :email, :phone, :language, :currency, '{}', 0, '{}')""")
POINT = text("""
insert into contact_point (company_id, id, customer_id, kind, given, email_lower, email_match, phone_e164, label,
  is_primary, state)
values (:company, :id, :customer, :kind, :given, :email, :email, :phone, 'OTHER', true, 'UNVERIFIED')""")
AUDIT = text("""
insert into audit_entry (company_id, id, at, operation, action, outcome, severity, actor_kind, actor_id, actor_name, entity,
  entity_id, entity_label, location_id, request_id, input, canonical, leaf)
values (:company, :id, now(), 'customers.customer.create', 'CREATE', 'DONE', 'INFO', 'USER', :user, :name, 'customer',
  :customer, :label, :location, :request, cast(:input as jsonb), :canonical, '\\x')""")


def plain(value):
    number = 0
    for c in value.split("_", 1)[1]:
        number = number << 5 | ALPHABET.index(c)
    return uuid.UUID(int=number)


class Caller(BaseModel):
    company: uuid.UUID
    user: uuid.UUID
    location: uuid.UUID | None
    name: str


def caller(authorization: str = Header()) -> Caller:
    try:
        token = authorization.removeprefix("Bearer ")
        said = jwt.decode(token, KEY, algorithms=["EdDSA"], audience="cnc", issuer="cnc")
    except jwt.PyJWTError as e:
        raise HTTPException(401, "Please sign in.") from e
    location = said.get("location_id")
    return Caller(company=plain(said["client_id"]), user=plain(said["sub"]), name=said["email"],
                  location=plain(location) if location else None)


@asynccontextmanager
async def transaction(who: Caller, entry: uuid.UUID | None = None):
    async with engine.begin() as db:
        if entry:
            await db.execute(
                text("select set_config('app.company_id', :company, true), set_config('app.user_id', :user, true), "
                     "set_config('app.entry_id', :entry, true)"),
                {"company": str(who.company), "user": str(who.user), "entry": str(entry)})
        else:
            await db.execute(text("select set_config('app.company_id', :company, true)"), {"company": str(who.company)})
        yield db


async def whole(db, who: Caller, id: uuid.UUID):
    of = {"company": who.company, "id": id}
    row = (await db.execute(CUSTOMER, of)).mappings().first()
    if row is None:
        raise HTTPException(404, "This customer was not found.")
    many = [[dict(r) for r in (await db.execute(sql, of)).mappings()] for sql in (POINTS, CONTACTS, ADDRESSES)]
    return {**row, "points": many[0], "contacts": many[1], "addresses": many[2]}


app = FastAPI()


@app.get("/api/customers/{id}")
async def read(id: uuid.UUID, who: Caller = Depends(caller)):
    async with transaction(who) as db:
        return {"success": True, "data": await whole(db, who, id)}


@app.get("/api/customers")
async def page(q: str | None = None, limit: int = 25, who: Caller = Depends(caller)):
    async with transaction(who) as db:
        found = await db.execute(FOUND if q else PAGE, {"company": who.company, **({"q": q} if q else {})})
        rows = [dict(r) for r in found.mappings()]
        return {"success": True, "data": rows[:limit], "more": len(rows) > limit}


class NewCustomer(BaseModel):
    first_name: str
    last_name: str
    email: str
    phone: str


@app.post("/api/customers", status_code=201)
async def create(new: NewCustomer, who: Caller = Depends(caller)):
    entry, id = uuid.uuid4(), uuid.uuid4()
    company = {"company": who.company}
    display = f"{new.first_name} {new.last_name}"
    email = new.email.lower()
    async with transaction(who, entry) as db:
        usual = (await db.execute(DEFAULTS, {**company, "location": who.location})).mappings().one()
        await db.execute(NUMBER, {**company, "name": "customer-turn"})
        found = await db.execute(
            LOOKALIKES, {**company, "emails": [email], "phones": [new.phone], "key": display.lower()})
        if any(email in row["emails"] for row in found.mappings()):
            raise HTTPException(409, "This customer is already there.")
        number = f"C-{(await db.execute(NUMBER, {**company, 'name': 'customer'})).scalar_one():06d}"
        await db.execute(INSERT, {
            **company, "id": id, "number": number, "first_name": new.first_name, "last_name": new.last_name,
            "display": display, "key": display.lower(), "location": who.location, "user": who.user, "email": email,
            "phone": new.phone, "language": usual["language"], "currency": usual["currency"]})
        for kind, mail, phone in (("EMAIL", email, None), ("PHONE", None, new.phone)):
            await db.execute(POINT, {
                **company, "id": uuid.uuid4(), "customer": id, "kind": kind, "given": mail or phone, "email": mail,
                "phone": phone})
        answer = await whole(db, who, id)
        said = new.model_dump_json()
        canonical = json.dumps({"action": "CREATE", "actor": str(who.user), "at": datetime.now(timezone.utc).isoformat(),
                                "changes": "@", "company": str(who.company), "entity": "customer", "entity_id": str(id),
                                "input": said}, sort_keys=True, separators=(",", ":"))
        await db.execute(AUDIT, {
            **company, "id": entry, "user": who.user, "name": who.name, "customer": id, "label": number,
            "location": who.location, "request": uuid.uuid4(), "input": said, "canonical": canonical})
    return {"success": True, "data": answer}
