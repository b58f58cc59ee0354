use super::*;

#[test]
fn every_node_says_whom_to_tell_what() {
    for node in Node::ALL {
        let duty = node.duty();
        assert!(!duty.content.is_empty() && !node.chinese().is_empty(), "{node:?}");
        assert!(!duty.audience.chinese().is_empty());
    }
    assert_eq!(Node::Rechecked.duty().audience, Audience::Applicant);
    assert_eq!(Node::Auctioned.duty().limit.map(|l| l.id), Some("DL-D10"));
}
