
# The identifier of the cluster's stream whose description answers True; nothing if there is none.
function Find-Stream([string] $Region, [string] $Cluster, [string] $Query) {
    if (-not $Cluster) { return '' }
    $identifiers = Get-Answer 'ResourceNotFoundException' {
        aws dsql list-streams --cluster-identifier $Cluster --region $Region --query 'streams[].[streamIdentifier]' --output text
    }
    foreach ($identifier in $identifiers -split '\s+' -ne '') {
        $answer = Get-Answer 'ResourceNotFoundException' {
            aws dsql get-stream --cluster-identifier $Cluster --stream-identifier $identifier --region $Region --query $Query --output text
        }
        if ($answer -ceq 'True') { return $identifier }
    }
    return ''
}
