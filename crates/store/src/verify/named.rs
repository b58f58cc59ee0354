//! What the docket names and other tables must have: files by their digest, case numbers by their
//! counter, credentials by their digest. Whoever changes one of them changes it against the docket.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;
use zhixing_domain::matter::kind::Number;
use zhixing_law::number::CaseNumber;

use super::report::{Fault, Report};
use crate::credential;
use crate::credential_asked;
use crate::db::Conn;
use crate::digest::Digest;
use crate::docket::Entry;
use crate::error::StoreError;
use crate::fold::{attempts_stream, organisation_stream};

/// The kinds of entries that give a matter its number.
const NUMBERED: [&str; 2] = ["filing.accepted", "opening.numbered"];

/// What has been named so far.
#[derive(Default)]
pub(super) struct Named {
    /// Files of the page at hand, by court, each with the entries that name it.
    files: BTreeMap<String, BTreeMap<Digest, (Uuid, i64)>>,
    serials: BTreeMap<Series, Given>,
    credentials: BTreeMap<(String, Uuid), Digest>,
    /// Those that wait for a second person, by request.
    asked: BTreeMap<(String, Uuid), Digest>,
}

/// Court, year and kind.
type Series = (String, i64, String);

/// The serials of one series that the docket gives.
#[derive(Default)]
struct Given {
    count: i64,
    last: i64,
}

/// A filing writes the number of its case as it is, whatever else begins says which register it is of.
fn number_of(written: &Value) -> Option<Number> {
    match written.as_str() {
        Some(text) => CaseNumber::parse(text).ok().map(Number::Case),
        None => serde_json::from_value(written.clone()).ok(),
    }
}

impl Named {
    pub(super) fn take(&mut self, entry: &Entry) {
        if let Some((staff, digest)) = credential::noted(entry)
            && entry.stream_id == attempts_stream(&entry.court_id)
        {
            self.credentials.insert((entry.court_id.clone(), staff), digest);
        }
        if let Some((access, digest)) = credential_asked::noted(entry)
            && entry.stream_id == organisation_stream(&entry.court_id)
        {
            let key = (entry.court_id.clone(), access);
            match digest {
                Some(digest) => self.asked.insert(key, digest),
                None => self.asked.remove(&key),
            };
        }
        // Reading every body would cost more than all the rest.
        let numbers = NUMBERED.contains(&entry.kind.as_str());
        if !numbers && !entry.body.contains(r#""file":""#) {
            return;
        }
        let Ok(body) = serde_json::from_str::<Value>(&entry.body) else { return };
        if numbers {
            self.take_number(&entry.court_id, &body);
        }
        let files = self.files.entry(entry.court_id.clone()).or_default();
        take_files(&body, &mut |digest| {
            files.insert(digest, (entry.stream_id, entry.seq));
        });
    }

    fn take_number(&mut self, court: &str, body: &Value) {
        let Some(number) = body.get("number").and_then(number_of) else { return };
        let (year, word, serial) = number.series();
        let series = (court.to_owned(), i64::from(year), word.to_owned());
        let given = self.serials.entry(series).or_default();
        given.count += 1;
        given.last = given.last.max(i64::from(serial));
    }

    /// Looks for the files that the page at hand names, and forgets them.
    pub(super) async fn check_files(
        &mut self,
        conn: &mut Conn,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        for (court, named) in std::mem::take(&mut self.files) {
            let hashes: Vec<Digest> = named.keys().copied().collect();
            let known = conn.file_infos(&court, &hashes).await?;
            for (hash, (stream, seq)) in named.iter().filter(|(hash, _)| !known.contains_key(hash))
            {
                let detail = format!("流水所记的文件 {hash} 不在库中");
                report.add(Fault::LostFile, &court, (Some(*stream), Some(*seq)), detail);
            }
        }
        Ok(())
    }

    pub(super) async fn check(
        mut self,
        conn: &mut Conn,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        self.check_serials(conn, report).await?;
        self.check_credentials(conn, report).await?;
        self.check_asked(conn, report).await
    }

    /// A counter stands at the last number given, no number is missing, and none has no counter.
    async fn check_serials(
        &mut self,
        conn: &mut Conn,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        for serial in conn.serials().await? {
            let series = (serial.court_id.clone(), serial.year, serial.kind.clone());
            let given = self.serials.remove(&series).unwrap_or_default();
            if given.last != serial.last || given.count != serial.last {
                let detail = format!(
                    "{}年{}字计数到{}，流水中编过{}个号，最大{}",
                    serial.year, serial.kind, serial.last, given.count, given.last
                );
                report.add(Fault::WrongSerial, &serial.court_id, (None, None), detail);
            }
        }
        for ((court, year, kind), given) in &self.serials {
            let detail = format!("{year}年{kind}字编过{}个号，没有计数", given.count);
            report.add(Fault::WrongSerial, court, (None, None), detail);
        }
        Ok(())
    }

    async fn check_credentials(
        &mut self,
        conn: &mut Conn,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        for credential in conn.credentials().await? {
            let key = (credential.court_id.clone(), credential.staff_id);
            let detail = match self.credentials.remove(&key) {
                Some(noted) if noted == credential.digest() => continue,
                Some(_) => "不是流水所记的那一个",
                None => "流水中没有它的设立",
            };
            let detail = format!("账号 {} 的登录凭据{detail}", credential.login);
            report.add(Fault::WrongCredential, &credential.court_id, (None, None), detail);
        }
        for (court, staff) in self.credentials.keys() {
            let detail = format!("流水所记人员 {staff} 的登录凭据不在库中");
            report.add(Fault::WrongCredential, court, (None, None), detail);
        }
        Ok(())
    }

    /// What waits is what was asked for: nobody slips a secret of their own under a confirmation.
    async fn check_asked(
        &mut self,
        conn: &mut Conn,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        for asked in conn.asked_credentials().await? {
            let key = (asked.court_id.clone(), asked.access_id);
            if self.asked.remove(&key) == Some(asked.digest()) {
                continue;
            }
            let detail = format!("账号 {} 待确认的登录凭据不是流水所记的那一个", asked.login);
            report.add(Fault::WrongCredential, &asked.court_id, (None, None), detail);
        }
        for (court, access) in self.asked.keys() {
            let detail = format!("流水所记账号变动 {access} 待确认的登录凭据不在库中");
            report.add(Fault::WrongCredential, court, (None, None), detail);
        }
        Ok(())
    }
}

/// Every digest that a body names under the key `file`: by convention the name of a stored file,
/// whatever the event.
fn take_files(value: &Value, take: &mut impl FnMut(Digest)) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value.as_str().filter(|_| key == "file").map(str::parse) {
                    Some(Ok(digest)) => take(digest),
                    Some(Err(_)) => {}
                    None => take_files(value, take),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| take_files(item, take)),
        _ => {}
    }
}
