use super::*;

fn at(text: &str) -> Option<Instant> {
    Some(text.parse().unwrap())
}

#[test]
fn liens_then_purchase_money_then_registration_then_the_unregistered() {
    let s = |kind, perfected_at| Security { kind, perfected_at };
    let all = [
        s(Kind::Mortgage, None),
        s(Kind::Mortgage, at("2024-03-01T02:00:00Z")),
        s(Kind::Pledge, at("2024-02-01T02:00:00Z")),
        s(Kind::PurchaseMoney, at("2024-05-01T02:00:00Z")),
        s(Kind::Lien, None),
        s(Kind::PurchaseMoney, None),
        s(Kind::Mortgage, at("2024-03-01T02:00:00Z")),
    ];
    assert_eq!(ranks(&all).unwrap(), [5, 4, 3, 2, 1, 5, 4]);
}

#[test]
fn a_pledge_without_delivery_does_not_exist() {
    assert!(ranks(&[Security { kind: Kind::Pledge, perfected_at: None }]).is_err());
    assert_eq!(ranks(&[]).unwrap(), [0u32; 0]);
}
