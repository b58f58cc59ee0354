//! 登记送达

use std::collections::BTreeSet;

use zhixing_law::service as law;

use super::ServiceEvent;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Note, PastDay, Several, fields, law_choices},
        id::{DocumentId, PartyId, ServiceId},
        refusal::{FieldProblem, Refusal, optional_text, text},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    papers::document::{Document, DocumentState},
};

law_choices! {
    law::Method {
        Direct = "direct", "直接送达（签收之日）";
        Left = "left", "留置送达（留置之日）";
        Electronic = "electronic", "电子送达（到达特定系统之日）";
        Post = "post", "邮寄送达（回执注明的收件日）";
        PostReturned = "post_returned", "邮寄退回视为送达（文书退回之日）";
        Delegated = "delegated", "委托或转交送达（签收之日）";
        Announcement = "announcement", "公告送达（最后一次张贴或刊登之日）";
        AnnouncementAbroad = "announcement_abroad", "涉外公告送达（最后一次张贴或刊登之日）";
    }
}

/// So many papers one visit carries besides the one that it is registered at.
const TOGETHER_MAX: usize = 50;

fields! {
    /// 登记送达：one attempt at one addressee, with the proof that the case holds. One visit, one letter carries all that
    /// waits for the addressee.
    RecordService {
        document: DocumentId = "文书";
        #[serde(default)]
        also: Option<Several<DocumentId, TOGETHER_MAX>> = "一并送达的文书", "同一次送达给同一人的其他文书";
        party: PartyId = "送达对象";
        method: law::Method = "送达方式";
        on: PastDay = "送达日期";
        succeeded: bool = "已送达";
        detail: Note<300> = "签收人，或未送达的原因";
        proof: Note<64> = "送达回证", "已入卷的扫描件";
    }
}

impl Command for RecordService {
    const NAME: &'static str = "record_service";
    const TITLE: &'static str = "登记送达";
    const FORM: (&'static str, &'static str) = ("登记送达", "登记送达结果");
    const ACT: Act = Act::RecordService;
    const DONE: &'static str = "service.served";

    fn subject(&self) -> Subject {
        self.document.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        let waits = |document: &&Document| {
            document.state == DocumentState::Issued
                && document.kind.needs_service()
                && !matter.service_complete(document)
        };
        matter.documents.iter().filter(waits).map(|document| document.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        issued(matter, on).map(|_| ())
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        matter.party(self.party).ok_or(Refusal::Missing("当事人"))?;
        let mut outcome = Outcome::of(self.serve(matter, self.document, ctx)?);
        for document in self.others() {
            outcome = outcome.and(self.serve(matter, document, ctx)?);
        }
        Ok(outcome)
    }
}

impl RecordService {
    /// The other papers, each once.
    fn others(&self) -> BTreeSet<DocumentId> {
        let also = self.also.iter().flat_map(|also| also.as_slice().iter().copied());
        also.filter(|document| *document != self.document).collect()
    }

    /// What came of it for one of the papers.
    fn serve(
        &self,
        matter: &Matter,
        of: DocumentId,
        ctx: &mut Context<'_>,
    ) -> Result<ServiceEvent, Refusal> {
        let paper = issued(matter, of.into())?;
        let invalid =
            |field, expected| Err(Refusal::field(field, FieldProblem::Invalid { expected }));
        if !matter.service_targets(paper).contains(&self.party) {
            return invalid("party", "文书的受送达人");
        }
        let on = self.on.by("on", ctx.today)?;
        if paper.issued_on.is_some_and(|issued| on < issued) {
            return invalid("on", "不早于文书签发日");
        }
        if matter.served(of, self.party).is_some() {
            return Err(Refusal::Duplicate { what: "送达", key: paper.kind.title().to_owned() });
        }
        let proof = self.proof_in(matter)?;
        let (service, document) = (ServiceId(ctx.id()), of);
        let (party, method) = (self.party, self.method);
        if !self.succeeded {
            let reason = text("detail", self.detail.as_str(), 300)?;
            return Ok(ServiceEvent::Failed { service, document, party, method, on, reason });
        }
        let receiver = optional_text("detail", self.detail.as_str(), 100)?;
        if receiver.is_empty() && matches!(method, law::Method::Direct | law::Method::Delegated) {
            return Err(Refusal::field("detail", FieldProblem::Required));
        }
        let effective_on = law::served_on(method, on)?.on;
        Ok(ServiceEvent::Served {
            service,
            document,
            party,
            method,
            on,
            effective_on,
            receiver,
            proof,
        })
    }

    /// The scan that proves it, which the case must hold.
    fn proof_in(&self, matter: &Matter) -> Result<Option<String>, Refusal> {
        let said = Some(self.proof.as_str()).filter(|said| !said.is_empty());
        let held = |proof: &str| {
            let mut scans = matter.filing.materials.iter().filter_map(|(m, _)| m.file.as_deref());
            scans.any(|scan| scan == proof)
        };
        match said {
            Some(proof) if !held(proof) => Err(Refusal::field("proof", FieldProblem::Unknown)),
            said => Ok(said.map(str::to_owned)),
        }
    }
}

fn issued(matter: &Matter, on: Subject) -> Result<&Document, Refusal> {
    let Subject::Document(id) = on else { return Err(Refusal::Missing("文书")) };
    let document = matter.document(id).ok_or(Refusal::Missing("文书"))?;
    if document.state == DocumentState::Issued {
        return Ok(document);
    }
    Err(Refusal::state("文书", document.state, DocumentState::Issued))
}
